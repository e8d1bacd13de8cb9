"""The lines that the regulation command prints, and whether it says that all is well."""

from __future__ import annotations

from pathlib import Path

from register.rules.command import check_files, explain_file, try_cases, write_starter

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def test_trying_several_files_ends_with_one_count() -> None:
    lines, sound = try_cases(CASES[:3])

    assert sound
    assert len(lines) == 1
    assert lines[0].endswith(" passed, 0 failed")


def test_a_case_that_comes_out_otherwise_is_one_line_with_expected_and_got(tmp_path: Path) -> None:
    text = (CASES[0].parent / "venvn.yaml").read_text(encoding="utf-8")
    file = tmp_path / "venvn.yaml"
    file.write_text(text.replace("counted: 189", "counted: 190"), encoding="utf-8")

    lines, sound = try_cases([file])

    assert not sound
    assert lines == ["venvn-nurse-accredited-one-short: total.counted: expected 190, got 189", "5 passed, 1 failed"]


def test_a_bad_case_file_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("register: venvn\ncases:\n  - id: a\n    quantiti: 3\n", encoding="utf-8")

    lines, sound = try_cases([file])

    assert not sound
    assert any("line 4, cases[0].quantiti" in line for line in lines)
    assert lines[-1] == "0 passed, 0 failed"


def test_a_register_without_a_regulation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("register: nowhere\ncases: []\n", encoding="utf-8")

    lines, sound = try_cases([file])

    assert not sound
    assert "nowhere" in lines[0]


def test_a_file_that_is_not_there_is_named() -> None:
    lines, sound = check_files([Path("nowhere.yaml")])

    assert (sound, lines) == (False, ["nowhere.yaml: No such file or directory"])


def test_a_new_regulation_is_sound_and_is_never_written_over(tmp_path: Path) -> None:
    lines, sound = write_starter("my-register", folder=tmp_path)
    again, twice = write_starter("my-register", folder=tmp_path)

    assert sound, lines
    assert check_files([tmp_path / "my-register.yaml"])[1]
    assert (twice, again) == (False, [f"{tmp_path / 'my-register.yaml'} exists already."])
    assert explain_file(tmp_path / "my-register.yaml", language="en")[0][0] == "my-register"


def test_a_name_that_is_no_code_is_refused(tmp_path: Path) -> None:
    lines, sound = write_starter("Mijn Register", folder=tmp_path)

    assert not sound
    assert "kebab-case" in lines[0]
    assert not list(tmp_path.iterdir())
