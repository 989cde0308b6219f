"""How Sphinx reads the pages that :mod:`docs.build` lays out; nothing here fetches anything."""

import sys
import warnings
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import hipmech as hm
from docs.making.equations import block_equation, inline_equation
from docs.making.reference import plain_arrays

project = "hipmech"
author = "hipmech developers"
project_copyright = author
version = release = version_of("hipmech")
language = "en"
exclude_patterns = ["gallery/*.ipynb", "gallery/*.py", "examples"]

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "numpydoc",
    "sphinx_gallery.gen_gallery",
]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
myst_dmath_double_inline = True

autosummary_generate = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
add_module_names = False
python_maximum_signature_line_length = 90
toc_object_entries_show_parents = "hide"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False

# Our own names must lead somewhere. Those of other packages stay words, since no page is fetched to find
# them, and so do the types of a signature that are no promise.
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!hipmech\.|hm\.).*"), ("py:class", r"hipmech\.\w+\.[\w.]+")]

warnings.filterwarnings("ignore", category=hm.PhysiologyWarning)
sphinx_gallery_conf = {
    "examples_dirs": "examples",
    "gallery_dirs": "gallery",
    "filename_pattern": "/plot_",
    "within_subsection_order": "FileNameSortKey",
    "image_scrapers": ("docs.making.pictures.figures_of_block",),
    "abort_on_example_error": True,
    "capture_repr": ("__repr__",),
    "ignore_repr_types": r"matplotlib|hipmech\.figures",
    "default_thumb_file": str(Path(__file__).with_name("images") / "hip-en.svg"),
    "download_all_examples": False,
    "notebook_extensions": set(),
    "remove_config_comments": True,
    "min_reported_time": 1e9,
    "show_memory": False,
    "show_api_usage": False,
    "write_computation_times": False,
    "show_signature": False,
}

html_theme = "furo"
html_title = f"hipmech {release}"
html_static_path = ["static"]
html_css_files = ["hipmech.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_math_renderer = "mathml"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5c8a", "color-brand-content": "#0b5c8a"},
    "dark_css_variables": {"color-brand-primary": "#7cc4ee", "color-brand-content": "#7cc4ee"},
}


def setup(app):
    # Before numpydoc, since the first answer counts.
    app.connect("autodoc-process-signature", plain_arrays, priority=100)
    app.add_html_math_renderer("mathml", (inline_equation, None), (block_equation, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
