"""What gunicorn reads wherever it is started from here: lines of the access log without query strings.

Learning systems that send by GET have their key in the address line.
"""

access_log_format = '%(h)s %(u)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s "%(a)s"'
