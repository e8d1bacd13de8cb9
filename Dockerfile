# The image of web, worker and beat: the same code, started with another command.

FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-prod.lock .
# Wheels only, each with its hash: nothing is compiled, and nothing runs code of its own while it is installed.
RUN python -m venv /venv \
 && /venv/bin/pip install --require-hashes --only-binary :all: -r requirements-prod.lock

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN groupadd --system --gid 10001 leerregister \
 && useradd --system --uid 10001 --gid leerregister --no-create-home --home-dir /nonexistent leerregister \
 && install --directory --mode 0700 --owner leerregister --group leerregister /data/evidence
WORKDIR /app
COPY --from=packages /venv /venv
# What is copied is listed in .dockerignore.
COPY . .
# The files of the web pages are in the image. The key is used for nothing and stays in this one step.
RUN SECRET_KEY=only-to-collect-files python manage.py collectstatic --noinput
USER leerregister
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
