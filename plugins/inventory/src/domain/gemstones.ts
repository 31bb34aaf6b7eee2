/** Birthstones by month (1 to 12), after the list of the Jewelers of America; the first is the usual one. */
export const BIRTHSTONES: Readonly<Record<number, readonly string[]>> = {
  1: ['garnet'],
  2: ['amethyst'],
  3: ['aquamarine', 'bloodstone'],
  4: ['diamond'],
  5: ['emerald'],
  6: ['pearl', 'alexandrite', 'moonstone'],
  7: ['ruby'],
  8: ['peridot', 'spinel', 'sardonyx'],
  9: ['sapphire'],
  10: ['opal', 'tourmaline'],
  11: ['topaz', 'citrine'],
  12: ['tanzanite', 'zircon', 'turquoise'],
}

/** Mohs hardness in tenths, softest to hardest a stone of the species can be. */
export const MOHS_HARDNESS: Readonly<Record<string, readonly [number, number]>> = {
  diamond: [100, 100],
  ruby: [90, 90],
  sapphire: [90, 90],
  alexandrite: [85, 85],
  chrysoberyl: [85, 85],
  topaz: [80, 80],
  spinel: [80, 80],
  emerald: [75, 80],
  aquamarine: [75, 80],
  tourmaline: [70, 75],
  garnet: [65, 75],
  amethyst: [70, 70],
  citrine: [70, 70],
  peridot: [65, 70],
  tanzanite: [60, 70],
  opal: [55, 65],
  turquoise: [50, 60],
  pearl: [25, 45],
}
