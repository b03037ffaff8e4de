"""Makes the bundled typeface, Chairside Sans, from Inter; run by hand, once for each new Inter.

    python build/fonts.py FOLDER_WITH_INTER_OTF resources/fonts

Needs fontTools, which the program itself does not. `resources/fonts/README.md` says why each
step is taken and where the sources come from.
"""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.ttProgram import Program

FAMILY = "Chairside Sans"
STYLES = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}

# The furthest a converted curve may stray from the drawn one, as a share of the em.
MAX_STRAY = 0.0003

UNICODES = [
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0250),  # Latin, with all its accents
    *range(0x0250, 0x0300),  # phonetic letters and modifiers that some names use
    *range(0x0300, 0x0370),  # combining accents
    *range(0x0370, 0x0530),  # Greek and Cyrillic
    *range(0x1E00, 0x2000),  # Vietnamese, more Latin, Greek with breathings
    *range(0x2000, 0x2070),  # punctuation
    *range(0x2070, 0x20D0),  # raised and lowered figures, currency
    *range(0x2100, 0x2200),  # letter-like signs, fractions, arrows
    *range(0x2200, 0x2300),  # mathematical signs
    *range(0x2300, 0x2400),  # keyboard signs
    *range(0x25A0, 0x2600),  # geometric shapes
    *range(0x2600, 0x2800),  # warning sign, ticks and crosses
]

# What a screen may ask for. The contextual alternates are left out on purpose: they turn "->" and
# "3x4" into other signs, and a record shows what was typed.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "case", "zero", "ss02", "pnum", "tnum"]

DIGITS = "0123456789"


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for style, weight in STYLES.items():
        font = TTFont(source / f"Inter-{style}.otf")
        make_figures_tabular(font)
        keep_only(font)
        outlines_to_truetype(font)
        draw_missing_signs(font)
        rename(font, style, weight)
        out = target / f"ChairsideSans-{style}.ttf"
        font.save(out)
        print(f"{out}  {out.stat().st_size // 1024} KB")


def make_figures_tabular(font: TTFont) -> None:
    """Lets 0 to 9 mean the figures of one width, so that numbers never jump.

    Paper has no font features, and a screen forgets to ask for them; so the plain digits are it.
    """
    tabular = feature_map(font, "tnum")
    cmap = font.getBestCmap()
    figure_space = cmap[0x2007]
    figures = {d: tabular[cmap[ord(d)]] for d in DIGITS}
    for table in font["cmap"].tables:
        table.cmap.update({ord(d): name for d, name in figures.items() if ord(d) in table.cmap})
    unkern(font, set(figures.values()))
    # Inter's own tabular 4 is a hair narrower in the heavier styles: one width for all, exactly.
    width = font["hmtx"][figures["0"]][0]
    for name in figures.values():
        font["hmtx"][name] = (width, font["hmtx"][name][1])
    font["hmtx"][figure_space] = (width, 0)


def feature_map(font: TTFont, tag: str) -> dict[str, str]:
    """The one-to-one substitutions of a feature."""
    gsub = font["GSUB"].table
    found: dict[str, str] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for part in gsub.LookupList.Lookup[index].SubTable:
                part = getattr(part, "ExtSubTable", part)
                found.update(getattr(part, "mapping", {}))
    return found


def unkern(font: TTFont, names: set[str]) -> None:
    """Takes the figures out of kerning: a kerned pair would change a number's width."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            part = getattr(part, "ExtSubTable", part)
            if part.LookupType != 2:
                continue
            if part.Format == 1:
                for first, pairs in zip(part.Coverage.glyphs, part.PairSet, strict=True):
                    pairs.PairValueRecord = [
                        r
                        for r in pairs.PairValueRecord
                        if first not in names and r.SecondGlyph not in names
                    ]
                    pairs.PairValueCount = len(pairs.PairValueRecord)
            else:
                # A glyph that a class table does not name is in class 0: as a first glyph it
                # must leave the coverage, as a second one it must leave its class.
                part.Coverage.glyphs = [g for g in part.Coverage.glyphs if g not in names]
                for classes in (part.ClassDef1.classDefs, part.ClassDef2.classDefs):
                    for name in names:
                        classes.pop(name, None)


def keep_only(font: TTFont) -> None:
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)


def outlines_to_truetype(font: TTFont) -> None:
    """Cubic to quadratic curves: ReportLab embeds TrueType outlines only."""
    order = font.getGlyphOrder()
    drawn = font.getGlyphSet()
    max_err = font["head"].unitsPerEm * MAX_STRAY
    glyphs: dict[str, Glyph] = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, max_err, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]

    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(maxp, field, 0)
    post = font["post"]
    post.formatType = 3.0
    font.sfntVersion = "\000\001\000\000"

    # Unhinted: smooth at every size, and never drop a thin stroke.
    gasp = font["gasp"] = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = {0xFFFF: 0x000F}
    prep = font["prep"] = newTable("prep")
    prep.program = Program()
    prep.program.fromAssembly(["PUSHW[]", "511", "SCANCTRL[]", "PUSHB[]", "4", "SCANTYPE[]"])
    maxp.maxStackElements = 1
    font["head"].flags |= 0b1000
    fit_metrics(font, order)


def fit_metrics(font: TTFont, names: list[str]) -> None:
    """The left side bearing of a TrueType glyph is where its outline starts."""
    glyf, hmtx = font["glyf"], font["hmtx"]
    for name in names:
        glyph = glyf[name]
        glyph.recalcBounds(glyf)
        hmtx[name] = (hmtx[name][0], getattr(glyph, "xMin", 0))


def draw_missing_signs(font: TTFont) -> None:
    """Adds the half circle, bars and stop that Inter lacks, in the measure of its own shapes."""
    cmap, glyf, hmtx = font.getBestCmap(), font["glyf"], font["hmtx"]
    ring, disc, block = cmap[ord("○")], cmap[ord("●")], cmap[ord("■")]
    box = glyf[block]
    x0, y0, x1, y1 = box.xMin, box.yMin, box.xMax, box.yMax
    wide = x1 - x0

    def bars(*spans: tuple[float, float]) -> Glyph:
        pen = TTGlyphPen(None)
        for left, right in spans:
            a, b = round(x0 + wide * left), round(x0 + wide * right)
            pen.moveTo((a, y0))
            pen.lineTo((a, y1))
            pen.lineTo((b, y1))
            pen.lineTo((b, y0))
            pen.closePath()
        return pen.glyph()

    def half_circle() -> Glyph:
        pen = TTGlyphPen(None)
        font.getGlyphSet()[ring].draw(pen)
        # The left half of the disc that fills the ring, as two quarter curves of the ring's size.
        circle = glyf[ring]
        cx, cy = (circle.xMin + circle.xMax) / 2, (circle.yMin + circle.yMax) / 2
        r = (circle.yMax - circle.yMin) / 2 * 0.97
        k = 0.5522847498
        quadratic = Cu2QuPen(pen, font["head"].unitsPerEm * MAX_STRAY)
        quadratic.moveTo((cx, cy - r))
        quadratic.curveTo((cx - k * r, cy - r), (cx - r, cy - k * r), (cx - r, cy))
        quadratic.curveTo((cx - r, cy + k * r), (cx - k * r, cy + r), (cx, cy + r))
        quadratic.closePath()
        return pen.glyph()

    add(font, "◐", half_circle(), hmtx[ring][0])
    add(font, "❚", bars((0.32, 0.68)), hmtx[block][0])
    add(font, "⏸", bars((0.08, 0.38), (0.62, 0.92)), hmtx[block][0])
    add(font, "⏹", bars((0.06, 0.94)), hmtx[block][0])
    assert glyf[disc].numberOfContours == 1


def add(font: TTFont, sign: str, glyph: Glyph, advance: int) -> None:
    if ord(sign) in font.getBestCmap():
        return
    name = f"uni{ord(sign):04X}"
    glyf = font["glyf"]
    glyf[name] = glyph
    font.setGlyphOrder(glyf.glyphOrder)
    for coordinates in [getattr(glyph, "coordinates", None)]:
        if coordinates is not None:
            coordinates.toInt()
    glyph.recalcBounds(glyf)
    font["hmtx"][name] = (advance, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(sign)] = name


def rename(font: TTFont, style: str, weight: int) -> None:
    """A name of its own: an Inter that IT installed, with figures that jump, must not be taken."""
    names = font["name"]
    base = style in ("Regular", "Bold")
    full = f"{FAMILY} {style}"
    made_from = names.getDebugName(5)
    texts = {
        1: FAMILY if base else full,
        2: style if base else "Regular",
        3: f"{FAMILY} {style}; made from Inter {made_from}",
        4: full,
        5: f"{made_from}; tabular figures by default",
        6: f"ChairsideSans-{style}",
    }
    if not base:
        texts |= {16: FAMILY, 17: style}
    kept = {0, 7, 8, 9, 11, 12, 13, 14}
    names.names = [n for n in names.names if n.nameID in kept and n.platformID == 3]
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = weight
    bold, regular = 1 << 5, 1 << 6
    os2.fsSelection = (os2.fsSelection & ~(bold | regular | 1)) | (
        bold if style == "Bold" else regular
    )
    font["head"].macStyle = 1 if style == "Bold" else 0
    os2.fsType = 0


if __name__ == "__main__":
    main()
