"""Pictures as documents: PNG, JPEG, and TIFF with any number of pages."""

from __future__ import annotations

import io
import math

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from gongbiao.extractors.errors import SAVE_ANEW, BrokenFileError, PageError
from gongbiao.extractors.pictures.picture import MAX_PIXELS, POINTS_PER_INCH, Picture, Pixels

FORMATS = ("PNG", "JPEG", "TIFF")
MAX_BYTES = 700_000_000
"""Of a picture unpacked: A4 at 1200 dots an inch in colour takes 560 million."""
BYTES_A_PIXEL = {"1": 2, "L": 1, "I;16": 2, "I;16B": 2}
"""That Pillow takes in all until the picture is reduced, by its mode."""
COLOUR_BYTES_A_PIXEL = 4
"""The same for all other modes, palettes among them, which are turned into colours first."""
PLAUSIBLE_DPI = (30.0, 2400.0)
"""What a scanner or camera program writes when it knows; others write 0 or 1."""
DEFAULT_DPI = POINTS_PER_INCH
"""For pictures that do not say: a pixel is a point."""
SIDEWAYS = 5
"""EXIF orientations from here on are quarter turns."""
WHITE = "white"

Image.MAX_IMAGE_PIXELS = None  # of Pillow's own limit; MAX_BYTES is ours, and tells what to do


class ImageFile:
    """The pages of one picture file: a TIFF's; the first picture of an animated PNG, or of a JPEG with previews."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raises BrokenFileError."""
        try:
            self._image = Image.open(io.BytesIO(data), formats=FORMATS)
            self.pages = self._image.n_frames if isinstance(self._image, TiffImageFile) else 1
        except UnidentifiedImageError as error:  # its own message holds an address in memory
            raise BrokenFileError(f"the picture cannot be opened (its header is damaged); {SAVE_ANEW}") from error
        except (OSError, ValueError, SyntaxError) as error:
            raise BrokenFileError(f"the picture cannot be opened ({error}); {SAVE_ANEW}") from error

    def close(self) -> None:
        """Forget the file."""
        self._image.close()

    def picture(self, number: int) -> Picture:
        """Return page ``number`` (1-based), reduced where it is too large; raises PageError."""
        try:
            self._image.seek(number - 1)
            across, down = _dpi(self._image)
            before = self._image.size
            _refuse_giants(self._image, number)
            reduced = _reduced(self._image, down / across)
            upright = ImageOps.exif_transpose(reduced)
        except (PageError, MemoryError):
            raise
        except Exception as error:  # Pillow's decoders raise whatever they run into
            raise PageError(number, f"the picture is damaged ({type(error).__name__}: {error})") from error
        pixels = _pixels(upright)
        return Picture(number, pixels, across * reduced.width / before[0])


def _refuse_giants(image: Image.Image, number: int) -> None:
    if image.format == "JPEG":  # unpacks itself at reduced size
        reduction = _reduction(image)
        image.draft(None, (max(image.width // reduction, 1), max(image.height // reduction, 1)))
    size = image.width * image.height * BYTES_A_PIXEL.get(image.mode, COLOUR_BYTES_A_PIXEL)
    if size > MAX_BYTES:
        raise PageError(
            number,
            f"the picture has {image.width} x {image.height} pixels, which take {size / 1e6:.0f} MB of at most "
            f"{MAX_BYTES / 1e6:.0f}; scan it at 300 dots an inch",
        )


def _reduction(image: Image.Image) -> int:
    return max(math.floor(math.sqrt(image.width * image.height / MAX_PIXELS)), 1)


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Return the dots an inch across and down that the file states, of the picture as Pillow unpacks it."""
    low, high = PLAUSIBLE_DPI
    stated = image.info.get("dpi", (DEFAULT_DPI, DEFAULT_DPI))
    across, down = (float(value) for value in stated)
    if image.format == "TIFF" and image.getexif().get(ExifTags.Base.Orientation, 1) >= SIDEWAYS:
        across, down = down, across  # Pillow turns these, and only these, while it unpacks them
    return (across, down) if low <= across <= high and low <= down <= high else (DEFAULT_DPI, DEFAULT_DPI)


def _reduced(image: Image.Image, stretch: float) -> Image.Image:
    """Return a picture with square dots, ``stretch`` times as many down as across before, of at most MAX_PIXELS."""
    width, height = image.size[0], image.size[1] / stretch
    scale = min(math.sqrt(MAX_PIXELS / (width * height)), 1.0)
    wanted = (max(round(width * scale), 1), max(round(height * scale), 1))
    if image.mode in ("1", "P"):  # Pillow would not mix their dots, and so lose thin lines
        image = image.convert("L" if image.mode == "1" else "RGBA" if "transparency" in image.info else "RGB")
    if wanted == image.size:
        return image.copy()
    return image.resize(wanted, Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR, reducing_gap=2.0)


def _pixels(image: Image.Image) -> Pixels:
    if image.mode.startswith("I"):
        deep = np.asarray(image, dtype=np.float64)
        return (deep / max(float(deep.max()), 255.0) * 255).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        colour = image.convert("RGBA")
        paper = Image.new("RGBA", colour.size, WHITE)
        paper.alpha_composite(colour)
        image = paper.convert("RGB")
    if image.mode != "L":
        image = image.convert("RGB")
    return np.asarray(image, dtype=np.uint8)
