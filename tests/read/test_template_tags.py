"""Tags of other generators are named, so that a person looks at them."""

from __future__ import annotations

import time

import pytest

from sitegen.read.template_tags import shortcodes_in, template_tags_in


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("{% include map.html place='Quỳ' %}", "{% include %}"),
        ("{%- raw -%}", "{% raw %}"),
        ("{% post_url 2013-05-01-flood %}", "{% post_url %}"),
        ("![Flood]({{ site.baseurl }}/flood.jpg)", "{{ site.baseurl }}"),
        ("{{- page.title | escape -}}", "{{ page.title }}"),
        ('{{ "/flood.jpg" | relative_url }}', '{{ "/flood.jpg" }}'),
        ('{{< figure src="flood.jpg" >}}', "{{< figure >}}"),
        ("{{<figure >}}", "{{< figure >}}"),
        ("{{% note %}}High water{{% /note %}}", "{{% note %}}"),
        ("{{< gallery/photo-2.html />}}", "{{< gallery/photo-2.html >}}"),
        ("{{<\n  ref 'flood.md' >}}", "{{< ref >}}"),
    ],
)
def test_tags_of_liquid_and_hugo_are_named(text, tag):
    assert template_tags_in(text) == (tag,)


def test_a_tag_is_named_once_and_in_the_order_of_the_text():
    text = "{{< note >}}High{{< /note >}} {% raw %} {{< note >}}Low{{< /note >}}"

    assert template_tags_in(text) == ("{{< note >}}", "{% raw %}")


@pytest.mark.parametrize(
    "text", ["", "a set {1, 2}", "50 % of {all}", "{{}}", "{%", "{{ }}", "{{</* figure */>}}", "{ % raw % }"]
)
def test_other_braces_are_text(text):
    assert template_tags_in(text) == ()


@pytest.mark.parametrize(
    ("text", "shortcode"),
    [
        ('[caption id="a" width="300"]<img src="a.jpg"> The quay[/caption]', "[caption]"),
        ('[gallery ids="1,2"]', "[gallery]"),
        ("[gallery]", "[gallery]"),
        ("[embed]https://video.example/1[/embed]", "[embed]"),
        ("[su_quote]High water[/su_quote]", "[su_quote]"),
        ('[contact-form-7 id="5" title="Write to us"]', "[contact-form-7]"),
        ("[map lat=16.5 lon=107.6]", "[map]"),
    ],
)
def test_shortcodes_of_wordpress_are_named_once(text, shortcode):
    assert shortcodes_in(text) == (shortcode,)


@pytest.mark.parametrize(
    "text", ["[1]", "[sic]", "[…]", "[the mayor]", "[Captions differ]", "see [note 3]", "a[i] = 5", "[/]"]
)
def test_other_brackets_are_text(text):
    assert shortcodes_in(text) == ()


@pytest.mark.parametrize("sign", ["{{", "{%", "{{< ", "[", "[/a", "[a ", "{{ \n", "[gallery", "{{<\t"])
def test_hostile_text_takes_time_in_proportion(sign):
    text = sign * (2_000_000 // len(sign))
    started = time.process_time()
    found = template_tags_in(text) + shortcodes_in(text)

    assert len(found) <= 1
    assert time.process_time() - started < 3
