"""The picture of a step: its lines are the curves, its band the people, its words in both languages."""

import numpy as np
import pytest

import hipmech as hm
from hipmech import gait
from hipmech.figures import step_figure, svg


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lines_are_those_of_the_step(language: str, theme: str) -> None:
    for step in (gait.walk(), gait.run()):
        figure = step_figure(step, language=language, theme=theme)
        upper, lower = figure.axes
        time, moment = np.asarray(upper.lines[0].get_xydata()).T
        np.testing.assert_allclose(time, 1000 * step.time)
        np.testing.assert_allclose(moment, np.asarray(step.load.abductor_moment) / 75)
        np.testing.assert_allclose(np.asarray(lower.lines[0].get_ydata()), step.load.joint_reaction_bw)
        peak = f"{step.abductor_moment_peak / 75:.2f}"
        assert (peak if language == "en" else peak.replace(".", ",")) in figure.description
        mean = f"{gait.PEAKS[step.gait].mean}".replace(".", "." if language == "en" else ",")
        assert any(mean in text.get_text() for text in upper.get_legend().get_texts())  # type: ignore[union-attr]


def test_the_band_and_every_line_lie_in_the_picture() -> None:
    step = gait.run(step_rate=[157.0, 141.0, 173.0])
    upper, lower = step_figure(step).axes
    assert len(upper.lines) == 3
    assert len(lower.lines) == 6
    high = gait.PEAKS["run"].mean + gait.PEAKS["run"].deviation
    assert upper.get_ylim()[1] > max(high, float(np.max(step.abductor_moment_peak)) / 75)
    assert lower.get_ylim()[1] > float(np.max(step.load.joint_reaction_bw))


def test_the_same_step_gives_the_same_picture() -> None:
    first, again = (svg(step_figure(gait.walk())) for _ in range(2))
    assert first == again
    assert 'role="img"' in first


def test_a_crowd_is_refused() -> None:
    with pytest.raises(hm.InputError, match="A picture of 12 steps"):
        step_figure(gait.run(step_rate=np.linspace(141, 173, 12)))
