"""The labeling config: all of the scheme, keys that do not collide, colours that most can tell."""

from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from label_studio_sdk.label_interface import LabelInterface

from communique.schema import labels
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.look import HUES, LINES
from communique.tools.label_studio.screen import screen

THEIRS = {"u", "escape", "backspace", "alt+r", "alt+h", "alt+l", "alt+m", "alt+.", "ctrl+enter"}
"""Keys that Label Studio itself takes."""

MACHADO = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
"""How colours look without one kind of cone: Machado, Oliveira & Fernandes (2009), severity 1."""


def root() -> ET.Element:
    return ET.fromstring(screen())  # noqa: S314


def keys() -> list[str]:
    return [one.attrib["hotkey"] for one in root().iter() if "hotkey" in one.attrib]


def test_label_studio_takes_the_config() -> None:
    LabelInterface(screen()).validate()


def test_every_label_of_the_scheme_is_there_with_its_meaning() -> None:
    shown = {one.get("value"): one.get("hint") for one in root().iter() if one.get("hint")}

    for schema, key in (
        *(("entity", "label"), ("quote", "kind"), ("event", "type"), ("event", "modality")),
        ("stance", "polarity"),
    ):
        assert labels(schema, key).items() <= shown.items()


def test_everything_that_can_be_pressed_has_a_key_of_its_own() -> None:
    pressed = [one for one in root().iter() if one.tag in {"Label", "Choice"}]

    assert len(keys()) == len(set(keys())) == len(pressed)
    assert not THEIRS & set(keys())


def test_what_the_scheme_demands_is_demanded_of_each_region() -> None:
    demanded = {one.get("name"): one for one in root().iter() if one.get("required") == "true"}

    assert set(demanded) == {c.KIND, c.TYPE, c.MODALITY, c.POLARITY}
    assert {one.get("perRegion") for one in demanded.values()} == {"true"}


def test_all_relations_are_offered() -> None:
    assert [one.get("value") for one in root().iter("Relation")] == list(c.RELATIONS)


@pytest.mark.parametrize("sight", MACHADO)
def test_kinds_of_entity_are_told_apart_without_red_or_green(sight: str) -> None:
    seen = [lab(colour, MACHADO[sight]) for colour in sorted({HUES[one] for one in entity_hues()})]

    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2)) > 15


def test_marks_of_one_colour_have_lines_of_their_own() -> None:
    looks = [(HUES[mark], LINES[mark]) for mark in c.MARK_MEANINGS]

    assert len(set(looks)) == len(looks)


def entity_hues() -> list[str]:
    return list(labels("entity", "label"))


def lab(colour: str, sight: list[list[float]]) -> np.ndarray:
    """CIE L*a*b* (D65) of an sRGB colour as somebody sees it."""
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(sight) @ linear, 0, 1)
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ linear
        / np.array([0.9505, 1.0, 1.089])
    )
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
