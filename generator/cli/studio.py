"""``anpham studio``: the whole way in a browser."""

from __future__ import annotations

import datetime as dt
import ipaddress
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.cli.studio_starter import (
    make_bundle,
    make_shortcut,
    refuse_without_bundle,
    split_list,
)
from generator.core.errors import MissingResourceError, Problem, UsageError
from generator.core.messages import msg

_NEEDED = (
    "starlette",
    "uvicorn",
    "python_multipart",
    "platformdirs",
    "argon2",
    "packaging",
)
#: In the place of a folder that was not named.
_DESKTOP = ""


@click.command(
    cls=Command,
    help=msg(
        "Open anpham in a browser: choose a campaign or begin with a letter, say who issues it, "
        "choose the pieces and see them at once, take the files. Works on this computer alone, "
        "without a network. The first line that is printed is the address to open."
    ),
    examples=(
        Example("anpham studio", msg("Open it in the browser of this computer.")),
        Example(
            "anpham studio --shortcut .",
            msg("Write “Mo anpham” here, which opens the studio by a double click."),
        ),
        Example(
            "anpham studio --host 0.0.0.0 --public-url https://anpham.example.vn --workers 2",
            msg("Serve an office behind a proxy with HTTPS; people sign in."),
        ),
        Example(
            "anpham studio --no-browser --port 9000",
            msg("Only print the address; listen on that port."),
        ),
    ),
)
@click.option(
    "--host",
    cls=Option,
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help=msg("The address to listen on. On another one than this computer's own, people sign in."),
)
@click.option(
    "--port",
    cls=Option,
    metavar="N",
    type=click.IntRange(0, 65535),
    help=msg("The port to listen on; 0 for any. [default: 8893, or the next one that is free]"),
)
@click.option(
    "--public-url",
    cls=Option,
    metavar="URL",
    help=msg(
        "The address that people type, as https://anpham.example.vn, where a proxy with HTTPS "
        "stands before the studio. People sign in."
    ),
)
@click.option(
    "--trusted-proxy",
    cls=Option,
    metavar="ADDRESS",
    multiple=True,
    help=msg(
        "Of --public-url: the address or network of a proxy on another computer, which is "
        "believed where a request comes from. One on this computer is."
    ),
)
@click.option(
    "--workers",
    cls=Option,
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help=msg("How many processes answer requests, for an office of many people."),
)
@click.option("--no-browser", cls=Option, is_flag=True, help=msg("Do not open a browser."))
@click.option(
    "--data",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    help=msg("The folder of projects and versions. [default: the user's folder of data]"),
)
@click.option(
    "--shortcut",
    cls=Option,
    metavar="[DIR]",
    is_flag=False,
    flag_value=_DESKTOP,
    help=msg(
        "Only write a file into DIR that opens the studio by a double click. [default: the desktop]"
    ),
)
@click.option(
    "--bundle",
    cls=Option,
    metavar="ZIP",
    type=PathArgument(dir_okay=False),
    help=msg(
        "Only write a ZIP for a USB stick: anpham with all that it needs, to be opened by a double "
        "click on a computer without a network. Needs the network itself."
    ),
)
@click.option(
    "--platform",
    cls=Option,
    metavar="NAME",
    multiple=True,
    help=msg("Of --bundle: the kind of computer, as wheels name it. [default: win_amd64]"),
)
@click.option(
    "--python",
    cls=Option,
    metavar="VERSIONS",
    help=msg("Of --bundle: the versions of Python, with commas. [default: 3.11,3.12,3.13]"),
)
@shared_options
@click.pass_obj
def studio(
    report: Report,
    *,
    host: str,
    port: int | None,
    public_url: str | None,
    trusted_proxy: tuple[str, ...],
    workers: int,
    no_browser: bool,
    data: Path | None,
    shortcut: str | None,
    bundle: Path | None,
    platform: tuple[str, ...],
    python: str | None,
) -> None:
    """Serve until a signal or Ctrl-C."""
    if any(find_spec(name.partition(".")[0]) is None for name in _NEEDED):
        raise MissingResourceError(
            Problem(
                "studio-missing",
                msg("the studio is not installed"),
                msg('install it: pip install "anpham[studio]"'),
            )
        )
    platforms = tuple(name for one in platform for name in split_list(one))
    if bundle is None:
        refuse_without_bundle(platforms, split_list(python))
    if shortcut is not None:
        make_shortcut(report, None if shortcut == _DESKTOP else Path(shortcut))
    if bundle is not None:
        make_bundle(report, bundle, platforms, split_list(python))
    if shortcut is not None or bundle is not None:
        return
    from generator.core.assets import shipped_assets
    from generator.studio.serving import serve
    from generator.studio.settings import USUAL_PORT, StudioSettings, is_loopback

    settings = StudioSettings(
        data=data or _user_data(),
        now=local_time,
        host=host,
        port=USUAL_PORT if port is None else port,
        public_url=_checked_url(public_url),
        proxies=_checked_proxies(trusted_proxy, public_url),
        has_accounts=public_url is not None or not is_loopback(host),
        workers=workers,
    )

    def ready(address: str) -> None:
        report.done()
        click.echo(address)
        if settings.has_accounts and not settings.is_secure:
            report.progress(
                msg(
                    "passwords travel through the network unencrypted; with --public-url and a "
                    "proxy they do not (docs/cli.md)"
                )
            )
        if not no_browser:
            webbrowser.open(address)

    serve(settings, shipped_assets(), is_fixed_port=port is not None, on_ready=ready)


def local_time() -> dt.datetime:
    """The time of the server, as all its processes have it."""
    return dt.datetime.now().astimezone()


def _checked_url(url: str | None) -> str | None:
    """The address of a site without a path.

    Raises:
        UsageError: if it is none.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        is_sound = parts.port is None or parts.port > 0
    except ValueError:
        is_sound = False
    else:
        is_sound = is_sound and parts.scheme in ("http", "https") and bool(parts.hostname)
        is_sound = is_sound and parts.path in ("", "/") and not (parts.query or parts.fragment)
        is_sound = is_sound and "@" not in parts.netloc and url.isascii()
    if not is_sound:
        raise UsageError(
            Problem(
                "public-url-wrong",
                msg("--public-url {url} is no address of a site", url=url),
                msg("write scheme and name alone, as https://anpham.example.vn"),
            )
        )
    return url.rstrip("/")


def _checked_proxies(named: tuple[str, ...], public_url: str | None) -> tuple[str, ...]:
    """Addresses and networks.

    Raises:
        UsageError: if one is none, or there is no public address for a proxy to stand before.
    """
    if named and public_url is None:
        raise UsageError(
            Problem(
                "proxy-without-url",
                msg("--trusted-proxy says nothing without --public-url"),
                msg("give the address that people type, as --public-url https://anpham.example.vn"),
            )
        )
    for one in named:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError:
            raise UsageError(
                Problem(
                    "trusted-proxy-wrong",
                    msg("--trusted-proxy {address} is no address or network", address=one),
                    msg("write it in figures, as 192.168.1.10 or 192.168.1.0/24"),
                )
            ) from None
    return named


def _user_data() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_path("anpham", appauthor=False))
