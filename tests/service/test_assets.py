from pathlib import Path

import pytest

from service.assets import SCRIPT, STYLE, ForeignReference, build, main, own_style


def test_web_fonts_go_and_images_stay_beside_the_style_sheet() -> None:
    css = "@font-face{font-family:F;src:url(https://assets.nhs.uk/f.woff2)}a{background:url(/assets/images/x.svg)}"
    assert own_style(css + "\n/*# sourceMappingURL=x.css.map */").strip() == "a{background:url(assets/images/x.svg)}"


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(https://elsewhere.example/x.png)}",
        "a{background:url('http://elsewhere.example/x.png')}",
        'a{background:url("//elsewhere.example/x.png")}',
        "@import 'https://elsewhere.example/x.css';",
    ],
)
def test_another_host_in_the_style_sheet_is_an_error(css: str) -> None:
    with pytest.raises(ForeignReference, match=r"elsewhere\.example"):
        own_style(css)


def package(folder: Path, css: str) -> Path:
    source = folder / "nhsuk-frontend" / "dist" / "nhsuk"
    (source / "assets" / "images").mkdir(parents=True)
    (source / "assets" / "images" / "x.svg").write_text("<svg/>")
    (source / STYLE).write_text(css)
    (source / SCRIPT).write_text("export{};//# sourceMappingURL=x.map")
    return folder


def test_the_assets_are_copied(tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    build(package(tmp_path / "node_modules", "a{}"), target)
    assert (target / STYLE).read_text() == "a{}"
    assert (target / SCRIPT).read_text() == "export{};"
    assert (target / "assets" / "images" / "x.svg").exists()


def test_a_foreign_host_stops_the_build_and_leaves_what_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    node_modules = package(tmp_path / "node_modules", "a{background:url(https://elsewhere.example/x.png)}")
    assert main([str(node_modules), str(target)]) == 1
    assert "elsewhere.example" in capsys.readouterr().err
    assert target.exists()


@pytest.mark.parametrize("arguments", [[], ["one"], ["nowhere", "target"]])
def test_it_says_what_is_missing(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err
