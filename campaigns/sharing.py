"""Addresses that pass a page on. They carry the message and the address, nothing about the visitor."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from campaigns.enums import ShareChannel


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One way to pass a page on."""

    channel: str
    label: str
    url: str


def share_links(channels: Iterable[str], message: str, address: str) -> list[ShareLink]:
    """The links for `channels`, in the order of `ShareChannel`. Unknown channels are left out."""
    wanted = set(channels)
    text = f"{message.strip()} {address}".strip()
    patterns = {
        ShareChannel.WHATSAPP: f"https://wa.me/?text={quote(text)}",
        ShareChannel.SMS: f"sms:?&body={quote(text)}",  # "?&" is what both Android and iOS understand
        ShareChannel.EMAIL: f"mailto:?subject={quote(message.strip())}&body={quote(text)}",
        ShareChannel.FACEBOOK: f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}",
        ShareChannel.BLUESKY: f"https://bsky.app/intent/compose?text={quote(text)}",
        ShareChannel.TELEGRAM: f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(message.strip())}",
        ShareChannel.X: f"https://x.com/intent/post?text={quote(message.strip())}&url={quote(address, safe='')}",
    }
    return [
        ShareLink(channel.value, str(ShareChannel(channel).label), patterns[channel])
        for channel in ShareChannel
        if channel.value in wanted
    ]
