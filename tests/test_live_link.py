"""The address of the live page, in a browser: read, refused and written as in Python."""

from urllib.parse import parse_qsl

from playwright.sync_api import Browser, Page

from hipmech import links, readings
from tests.live_trials import knowing

QUERIES = [
    "inter_hip_distance=192&view=back&language=nl",
    "step_width=wide&neck_shaft_angle=400",
    "inter_hip_distance=172,3&inter_hip_distance=180",
    "trunk_lean=5&stance_strategy=mixed&segment_set=de_leva",
    "neck_shaft_angel=110&view=side&constructor=1&__proto__=2",
    "cane_force=73.55&body_mass=75",
    "tfl_strength=0.5&frozen=neck_shaft_angle:110,step_width:200",
    "frozen=normal&unit=kgf&age=70&capacity_norm=eccentric&sex=male",
    "<script>=<script>&joint_reaction=",
]


def test_an_address_is_read_and_written_as_in_python(browser: Browser) -> None:
    with knowing(browser, "link") as page:
        for query in QUERIES:
            compare(page, query)


def compare(page: Page, query: str) -> None:
    pairs = parse_qsl(query, keep_blank_values=True)
    given = dict(pairs)
    repeated = [name for name in given if sum(one == name for one, _ in pairs) > 1]
    hip = links.read(given, repeated)
    read = page.evaluate("text => module_link.read(text)", query)
    assert read["inputs"] == dict(hip.inputs)
    assert read["settings"] == dict(hip.settings)
    assert read["frozen"] == (None if hip.frozen is None else dict(hip.frozen))
    for language in ("en", "nl"):
        said = page.evaluate(
            "([all, language]) => all.map(one => module_link.refused(one, language))",
            [read["refusals"], language],
        )
        assert said == [readings.refused(refusal, language) for refusal in hip.refusals]
    settings = {name: hip.settings.get(name, allowed[0]) for name, allowed in links.SETTINGS.items()}
    state = {"inputs": dict(hip.inputs), "settings": settings, "frozen": read["frozen"]}
    written = page.evaluate("state => module_link.write(state)", state)
    assert dict(parse_qsl(written)) == links.write(hip.inputs, settings, {}, hip.frozen)
