"""Files of columns: no cell changes, no half file, and each fault of a file in one sentence."""

import os
from pathlib import Path

import numpy as np
import pytest

from hipmech.cells import figures, numbers
from hipmech.errors import FileError, InputError
from hipmech.tables import (
    Dialect,
    provenance,
    reading,
    same_file,
    write_rows,
    writing,
)

PEOPLE = "name,kg\nAnn,68\nBob,80\n"


def saved(folder: Path, content: str | bytes) -> Path:
    file = folder / "people.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def rows_of(file: Path, dialect: Dialect | None = None) -> list[list[str]]:
    with reading(file, dialect) as table:
        return [list(table.header), *table.rows]


@pytest.mark.parametrize(
    "content",
    [
        PEOPLE,
        "\ufeff" + PEOPLE,
        PEOPLE.replace("\n", "\r\n"),
        PEOPLE.replace("\n", "\r"),
        PEOPLE.rstrip("\n"),
        f"\n{PEOPLE}\n\n",
        "# made by hand\n#\n" + PEOPLE,
        'name,"kg"\n"Ann",68\nBob,"80"\n',
    ],
    ids=[
        "plain",
        "byte order mark",
        "Windows",
        "old Mac",
        "no last line end",
        "blank lines",
        "comments",
        "quoted",
    ],
)
def test_the_same_table_in_any_dress(tmp_path: Path, content: str) -> None:
    assert rows_of(saved(tmp_path, content)) == [["name", "kg"], ["Ann", "68"], ["Bob", "80"]]


def test_cells_stay_as_they_are(tmp_path: Path) -> None:
    cells = [[" 007 ", 'say "hi"', "two\nlines", "a,b", "", "1e3", "Ü"], ["#", "x", "", "", "", "", "-5"]]
    with writing(tmp_path / "people.csv") as stream:
        write_rows(stream, [list("abcdefg"), *cells])
    assert rows_of(tmp_path / "people.csv")[1:] == cells


def test_comments_are_kept_apart_and_a_header_may_begin_with_a_hash(tmp_path: Path) -> None:
    with reading(saved(tmp_path, '# a "quoted, remark\n#id,kg\n1,68\n')) as table:
        assert table.comments == ('# a "quoted, remark',)
        assert table.header == ("#id", "kg")


def test_rows_come_in_blocks_and_tell_how_far_they_are(tmp_path: Path) -> None:
    with reading(saved(tmp_path, "a\n" + "1\n" * 7)) as table:
        assert [len(block) for block in table.blocks(3)] == [3, 3, 1]
        assert table.share_read() == 1


@pytest.mark.parametrize(
    "content, said",
    [
        ("", "is empty: it needs a header and at least one row"),
        ("\n \n# only a remark\n", "is empty"),
        ("name,kg\n", "has a header but no rows"),
        ("name;kg\nAnn;68\n", "has no ',' but ';': the delimiter seems to be the semicolon"),
        ("name\tkg\nAnn\t68\n", "the delimiter seems to be the tab"),
        (
            "name,kg\nAnn,68\nBob,80,5\n",
            "line 3: 3 cells where the header has 2. Does a cell hold the delimiter",
        ),
        ("\n# x\n\nname,kg\nAnn\n", "line 5: 1 cell where the header has 2"),
        ('name,kg\n"two\nlines",5\nBob\n', "line 4: 1 cell where"),
        ("kg,name,kg\n1,2,3\n", "the column name 'kg' stands 2 times in the header"),
        ('name,kg\n"Ann,68\n', "line 2: unexpected end of data. Is a quotation mark left open?"),
        ("name,kg\nRenée,68\n".encode("latin-1"), "line 2 holds the byte 0xe9"),
        (PEOPLE.encode("utf-16"), "is UTF-16 text, not a CSV file"),
        (b"PK\x03\x04rest", "is a spreadsheet or zip archive, not a CSV file"),
    ],
)
def test_a_fault_of_a_file_is_one_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(FileError) as caught:
        rows_of(saved(tmp_path, content))
    assert said in str(caught.value)
    assert "people.csv" in str(caught.value)


def test_a_byte_that_is_not_utf_8_is_found_far_down(tmp_path: Path) -> None:
    content = b"name,kg\n" + b"Ann,68\n" * 5000 + b"Ren\xe9e,70\n"
    with pytest.raises(FileError, match="line 5002 holds the byte 0xe9"):
        rows_of(saved(tmp_path, content))


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.csv cannot be read: no such file or directory\."):
        rows_of(tmp_path / "gone.csv")
    with pytest.raises(FileError, match=r"cannot be read: is a directory\."):
        rows_of(tmp_path)


def test_other_delimiters_and_decimal_marks(tmp_path: Path) -> None:
    dialect = Dialect(delimiter=";", decimal=",")
    assert rows_of(saved(tmp_path, "name;kg\nAnn;68,5\n"), dialect)[1] == ["Ann", "68,5"]
    np.testing.assert_array_equal(numbers(["68,5", "1.234", " -,5", ""], ","), [68.5, np.nan, -0.5, np.nan])
    assert figures(np.array([68.5, np.nan]), ",") == ["68,5", ""]
    with pytest.raises(InputError, match="both a comma"):
        Dialect(decimal=",")
    with pytest.raises(InputError, match="one character"):
        Dialect(delimiter="::")


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with writing(target) as stream:
        stream.write("half")
        assert not target.exists()
    assert target.read_text() == "half"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, FileError])
def test_on_any_error_nothing_new_stays(tmp_path: Path, error: type[BaseException]) -> None:
    target = saved(tmp_path, PEOPLE)

    def stop() -> None:
        with writing(target, overwrite=True) as stream:
            stream.write("half")
            raise error

    with pytest.raises(error):
        stop()
    assert names(tmp_path) == ["people.csv"]
    assert target.read_text() == PEOPLE


def test_a_disk_that_is_full_is_said_in_words(tmp_path: Path) -> None:
    def fill() -> None:
        with writing(tmp_path / "out.csv"):
            raise OSError(28, "No space left on device")

    with pytest.raises(FileError, match=r"out\.csv cannot be written: no space left on device\."):
        fill()
    assert names(tmp_path) == []


def refused(target: Path) -> str:
    with pytest.raises(FileError) as caught, writing(target):
        pass
    return str(caught.value)


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    target = saved(tmp_path, PEOPLE)
    assert "exists and is left as it is" in refused(target)
    assert target.read_text() == PEOPLE
    assert "there is no folder" in refused(tmp_path / "gone" / "out.csv")
    assert "is not an ordinary file" in refused(tmp_path)
    assert "is not an ordinary file" in refused(Path(os.devnull))
    with writing(target, overwrite=True) as stream:
        stream.write("new")
    assert target.read_text() == "new"
    assert "'-' means the screen" in refused(Path("-"))
    for name in ("out.xlsx", "out.XLS", "out.ods", "out.parquet"):
        assert "hipmech writes CSV" in refused(tmp_path / name)
    assert names(tmp_path) == ["people.csv"]


def test_a_link_leads_to_its_file(tmp_path: Path) -> None:
    target, link = saved(tmp_path, PEOPLE), tmp_path / "link.csv"
    link.symlink_to(target)
    assert same_file(link, target)
    with writing(link, overwrite=True) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_date_stands_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert provenance().keys() == {"hipmech", "python", "numpy"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert provenance()["date"] == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH = 'today' is no whole number of seconds"):
        provenance()
