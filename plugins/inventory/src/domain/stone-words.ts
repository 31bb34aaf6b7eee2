/** Shapes of faceted stones; the first ten are the trade's standard shapes. */
export const STONE_SHAPES = [
  'Round',
  'Princess',
  'Emerald',
  'Asscher',
  'Marquise',
  'Oval',
  'Radiant',
  'Pear',
  'Heart',
  'Cushion',
  'Trilliant',
  'Baguette',
  'Tapered Baguette',
  'Trapezoid',
  'Half Moon',
  'Old European',
  'Old Mine',
  'Rose Cut',
  'Briolette',
  'Rectangle',
  'Kite',
  'Shield',
  'Bullet',
  'Hexagon',
  'Octagon',
  'Lozenge',
  'Cabochon',
] as const
export type StoneShape = (typeof STONE_SHAPES)[number]

const SHAPE_SHORTS: Readonly<Partial<Record<StoneShape, readonly string[]>>> = {
  Round: [
    'B',
    'BR',
    'RB',
    'RD',
    'RND',
    'RN',
    'RBC',
    'ROUND BRILLIANT',
    'ROUND BRILLIANT CUT',
    'BRILLIANT',
    'BRILLANT',
    'RUND',
  ],
  Princess: [
    'PR',
    'PRN',
    'PRIN',
    'PC',
    'SQUARE',
    'SQ',
    'SQUARE MODIFIED BRILLIANT',
    'SMB',
    'PRINCESS CUT',
    'PRINZESS',
    'PRINZESSIN',
    'CARRE',
  ],
  Emerald: ['E', 'EM', 'EC', 'EMR', 'EMERALD CUT', 'SQEM', 'SQUARE EMERALD', 'SQ EMERALD', 'SMARAGD'],
  Asscher: ['A', 'AS', 'AC', 'ASH', 'ASC', 'ASSCHERS', 'ASCHER', 'ASCHERS', 'ASSCHER CUT'],
  Marquise: ['M', 'MQ', 'MAR', 'MARQ', 'MQB', 'MARQUIS', 'MARQUISE BRILLIANT', 'NAVETTE'],
  Oval: ['O', 'OV', 'OVL', 'OVAL BRILLIANT', 'OMB'],
  Radiant: ['R', 'RA', 'RAD', 'RADIANT CUT', 'SQUARE RADIANT', 'SQR', 'CCRMB', 'LONG RADIANT'],
  Pear: [
    'P',
    'PS',
    'PE',
    'PEAR SHAPE',
    'PEAR SHAPED',
    'PEAR BRILLIANT',
    'PB',
    'PMB',
    'TEARDROP',
    'TROPFEN',
    'BIRNE',
  ],
  Heart: ['H', 'HS', 'HT', 'HRT', 'HEART SHAPE', 'HEART SHAPED', 'HB', 'HEART BRILLIANT', 'HERZ'],
  Cushion: [
    'C',
    'CU',
    'CB',
    'CUS',
    'CUSH',
    'CM',
    'CMB',
    'CUSHION BRILLIANT',
    'CUSHION MODIFIED',
    'CUSHION MODIFIED BRILLIANT',
    'CUSHION CUT',
    'SQUARE CUSHION',
    'LONG CUSHION',
    'KISSEN',
  ],
  Trilliant: [
    'T',
    'TR',
    'TRI',
    'TRIL',
    'TRILL',
    'TRILLION',
    'TRIANGLE',
    'TRIANGULAR',
    'TRIANGULAR BRILLIANT',
    'TRIANGLE BRILLIANT',
  ],
  Baguette: ['BAG', 'BG', 'BAGUETTES'],
  'Tapered Baguette': ['TB', 'TBAG', 'TAPER', 'TAPERED BAG', 'TAPERED BAGUETTES', 'TP'],
  Trapezoid: ['TZ', 'TRAP', 'TRAPEZE'],
  'Half Moon': ['HM', 'HALFMOON'],
  'Old European': ['OE', 'OEC', 'OLD EURO', 'OLD EUROPEAN CUT', 'EUROPEAN CUT', 'EU'],
  'Old Mine': ['OM', 'OMC', 'OLD MINER', 'OLD MINE CUT'],
  'Rose Cut': ['ROSE', 'RC'],
  Briolette: ['BRIO', 'BT'],
  Rectangle: ['RECT', 'RECTANGULAR'],
  Hexagon: ['HEX', 'HEXAGONAL'],
  Octagon: ['OCT', 'OCTAGONAL'],
  Cabochon: ['CAB'],
}

/** Laboratories whose reports a shop meets. */
export const GRADING_LABS = [
  'GIA',
  'AGS',
  'IGI',
  'HRD',
  'EGL',
  'GCAL',
  'GSI',
  'GHI',
  'FDI',
  'AGL',
  'GRS',
  'SSEF',
  'Gübelin',
  'Lotus',
  'CGL',
  'NGTC',
  'DCLA',
  'IGC',
  'PGS',
  'WGI',
  'AGA',
  'EDGL',
  'DF',
  'IIDGR',
  'CIBJO',
  'Sarine',
] as const
export type GradingLab = (typeof GRADING_LABS)[number]

const LAB_SHORTS: Readonly<Record<string, GradingLab>> = {
  GIAF: 'GIA',
  GEMOLOGICALINSTITUTEOFAMERICA: 'GIA',
  AGSL: 'AGS',
  AMERICANGEMSOCIETY: 'AGS',
  INTERNATIONALGEMOLOGICALINSTITUTE: 'IGI',
  HRDANTWERP: 'HRD',
  GCALSARINE: 'GCAL',
  GIAUSA: 'GIA',
  IGIINDIA: 'IGI',
  IGIANTWERP: 'IGI',
  GUBELIN: 'Gübelin',
  GUEBELIN: 'Gübelin',
  // Branches and brokers of EGL graded differently and spell themselves in dozens of ways.
  EGU: 'EGL',
  EGI: 'EGL',
  EGB: 'EGL',
  EGP: 'EGL',
}

const shapes: ReadonlyMap<string, StoneShape> = new Map(
  STONE_SHAPES.flatMap((shape) =>
    [shape, ...(SHAPE_SHORTS[shape] ?? [])].map((word) => [squeeze(word), shape] as const),
  ),
)
const labs: ReadonlyMap<string, GradingLab> = new Map(GRADING_LABS.map((lab) => [squeeze(lab), lab]))

function squeeze(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}

/** What is said besides the shape: how it is faceted, or how long it is. */
const BESIDES =
  /\b(modified|mod|brilliant|brill|cut|step|shape|shaped|faceted|square|sq|long|elongated|rectangular|schliff|form)\b\.?/gi

/** The shape a text means (`RD`, `B`, `pear shape`, `Cush. Mod.`); undefined for what is none. */
export function parseShape(text: string): StoneShape | undefined {
  const direct = shapes.get(squeeze(text))
  if (direct || text.length > 60) return direct
  const bare = squeeze(text.replace(BESIDES, ' '))
  // A lone letter that is left over says too little: `H Cut`.
  return bare.length > 1 ? shapes.get(bare) : undefined
}

/** The laboratory a text means (`G.I.A.`, `EGL USA`); undefined for what is none. */
export function parseLab(text: string): GradingLab | undefined {
  const word = squeeze(text)
  return labs.get(word) ?? LAB_SHORTS[word] ?? (word.startsWith('EGL') ? 'EGL' : undefined)
}
