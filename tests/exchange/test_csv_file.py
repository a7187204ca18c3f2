"""CSV: any separator, quoted or not; the quick way of cutting lines gives what the csv module gives."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import BadData
from arcollect.exchange import csv_file, grid
from arcollect.exchange.csv_file import read_csv

UTF8 = ("utf-8", "strict")
PIECES = st.sampled_from(
    [",", ",", ";", "\t", "a", "b c", " ", "\n", "\r\n", "\r", "é", "1.5", "\x0b", "\u2028", "\0", "'"]
)


def read(text: str, codec: tuple[str, str] = UTF8) -> list[tuple[str, ...]]:
    found = read_csv(text.encode(codec[0]), "f.csv", codec, lambda _bytes: None)
    return [found.row(n) for n in range(len(found))]


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.sampled_from([2, 3, 10_000]))
def test_lines_without_quotes_are_cut_as_the_csv_module_cuts_them(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_file, "CHUNK", chunk)
        patch.setattr(csv_file, "_separator", lambda _text: ",")
        found = read(text)
    rows = list(csv.reader(io.StringIO(text.replace("\0", "\ufffd"), newline="")))
    width = len(found[0]) if found else 0
    wanted = [(*(cell.strip() for cell in row), *[""] * width)[:width] for row in rows]
    assert found == wanted


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2),
                min_size=1, max_size=5), st.sampled_from(csv_file.SEPARATORS))  # fmt: skip
def test_what_the_csv_module_writes_is_read(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["number", "customer"], *rows])
    assert read(text.getvalue())[1:] == [tuple(cell.strip() for cell in row) for row in rows]


def test_the_line_on_which_each_row_begins() -> None:
    text = 'number,note\nF-1,"two\nlines"\nF-2,x\n\nF-3,y\n'
    found = read_csv(text.encode(), "f.csv", UTF8, lambda _bytes: None)
    assert list(found.numbers) == [1, 2, 4, 5, 6]
    assert [found.row(n)[0] for n in range(5)] == ["number", "F-1", "F-2", "", "F-3"]
    plain = read_csv(b"a,b\n1,2\n\n3,4\n", "f.csv", UTF8, lambda _bytes: None)
    assert (list(plain.numbers), plain.row(3)) == ([1, 2, 3, 4], ("3", "4"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "cp1252"])
def test_quotes_are_seen_in_every_encoding(encoding: str) -> None:
    assert read('a,b\n"1,2",3\n', (encoding, "strict"))[-1] == ("1,2", "3")


@pytest.mark.parametrize("separator", csv_file.SEPARATORS)
def test_the_separator_is_the_one_that_cuts_alike(separator: str) -> None:
    text = f"number{separator}name{separator}amount\nF-1{separator}Acme, Inc; | x{separator}5\nF-2{separator}B{separator}6\n"
    quoted = text.replace("Acme, Inc; | x", '"Acme, Inc; | x"')
    assert read(quoted)[1] == ("F-1", "Acme, Inc; | x", "5")


def test_a_ragged_chunk_between_even_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "CHUNK", 2)
    assert read("a,b\n1,2\n3\n4,5,6\n7,8\n9,10\n") == [
        ("a", "b"), ("1", "2"), ("3", ""), ("4", "5"), ("7", "8"), ("9", "10"),
    ]  # fmt: skip


def test_a_cell_that_is_too_long_is_cut_and_one_without_end_is_an_error() -> None:
    assert len(read("a,b\n" + "x" * 20_000 + ",1\n")[1][0]) == grid.LONGEST_CELL
    with pytest.raises(BadData, match="is no CSV from line 2 on"):
        read("a,b\n" + "x" * 2_000_000 + ",1\n")
    with pytest.raises(BadData, match="is no CSV from line"):
        read('a,b\n"' + "x" * 2_000_000 + '",1\n')
