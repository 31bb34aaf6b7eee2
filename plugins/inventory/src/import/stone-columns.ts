import { type ImportColumn, readDecimal, readDimensions } from './core.ts'
import {
  readClarity,
  readColor,
  readCulet,
  readFinish,
  readFluorescence,
  readGirdle,
  readLab,
  readOrigin,
  readShape,
} from './stone-values.ts'

/** What files call a field of a stone, and how its values look. */
type Hint = Pick<ImportColumn, 'synonyms' | 'looksLike' | 'splits'>

const between = (least: number, most: number) => (value: string) => {
  const number = Number(readDecimal(value) ?? Number.NaN)
  // Feeds write 0 for "not measured".
  return number === 0 || (number >= least && number <= most)
}
const isUrl = (value: string) => /^(https?:\/\/|www\.)/i.test(value.trim())
const isCode = (value: string) => value.trim().length <= 40 && /\d/.test(value) && !isUrl(value)

/**
 * Hints for mapping the columns of stock lists, by the field's name. "Cut" is a synonym of shape on purpose: many lists
 * call it so, and the values decide; "Size" is the weight where the numbers are carats.
 */
export const stoneColumnHints: Readonly<Record<string, Hint>> = {
  stockNumber: {
    synonyms: [
      'stock #',
      'stock no',
      'stock',
      'stock id',
      'inventory',
      'inventory #',
      'inventory number',
      'lot',
      'lot #',
      'lot number',
      'vendor stock number',
      'item number',
      'reference',
      'ref',
      'sku',
      'stone id',
      'stone number',
      'packet no',
      'packet',
      'parcel number',
    ],
    looksLike: isCode,
  },
  shape: {
    synonyms: ['cut', 'stone shape', 'cutting shape', 'shp', 'form'],
    looksLike: (value) => readShape(value) !== undefined,
  },
  carat: {
    synonyms: [
      'carat weight',
      'carats',
      'weight',
      'wt',
      'ct',
      'cts',
      'crt',
      'ct wt',
      'size',
      'total carat weight',
      'ctw',
      'karat',
    ],
    looksLike: between(0.001, 60),
  },
  color: {
    synonyms: ['col', 'clr', 'colour', 'color grade', 'white color'],
    looksLike: (value) => readColor(value) !== undefined,
  },
  clarity: {
    synonyms: ['clar', 'cla', 'clr', 'purity', 'clarity grade', 'quality'],
    looksLike: (value) => readClarity(value) !== undefined,
  },
  cut: {
    synonyms: ['cut grade', 'make', 'cut quality', 'proportions', 'final cut'],
    looksLike: (value) => readFinish('cut', value) !== undefined,
  },
  polish: {
    synonyms: ['pol', 'polish grade'],
    looksLike: (value) => readFinish('polish', value) !== undefined,
  },
  symmetry: {
    synonyms: ['sym', 'symm', 'symmetry grade'],
    looksLike: (value) => readFinish('symmetry', value) !== undefined,
  },
  fluorescence: {
    synonyms: ['fluor', 'flour', 'flo', 'fls', 'fluorescence intensity', 'fluor intensity', 'florescence'],
    looksLike: (value) => readFluorescence(value) !== undefined,
  },
  fluorescenceColor: {
    synonyms: ['fluorescence colour', 'fluor color'],
    looksLike: (value) =>
      /^(b|g|o|r|w|y)$/i.test(value.trim()) || /\b(blue|green|orange|red|white|yellow)\b/i.test(value),
    splits: true,
  },
  fancyHue: { synonyms: ['fancy color', 'fancy colour', 'fancy color dominant color', 'fancy hue'] },
  fancyIntensity: { synonyms: ['fancy color intensity', 'fc intensity'] },
  fancyOvertone: { synonyms: ['fancy color overtone', 'fc overtone'] },
  lab: {
    synonyms: [
      'certifier',
      'laboratory',
      'grading lab',
      'cert lab',
      'certificate lab',
      'certificate type',
      'report type',
    ],
    looksLike: (value) => readLab(value) !== undefined,
  },
  certificateNumber: {
    synonyms: [
      'certificate #',
      'certificate',
      'cert number',
      'cert #',
      'cert no',
      'cert',
      'certificate id',
      'lab number',
      'lab report number',
      'report number',
      'report #',
      'report no',
      'grading report',
      'gia number',
    ],
    looksLike: isCode,
  },
  price: {
    synonyms: [
      'total price',
      'amount',
      'total',
      'total amount',
      'asking price',
      'price usd',
      'net price',
      'cash price',
    ],
  },
  pricePerCarat: {
    synonyms: [
      'price/carat',
      'price/ct',
      '$/ct',
      'ppc',
      'price per ct',
      'per carat',
      'rate',
      'pr/ct',
      'carat price',
    ],
  },
  rapPrice: {
    synonyms: ['rapaport price', 'rap', 'rap price', 'rapaport', 'rapnet price', 'list price', 'rap $'],
  },
  rapDiscount: {
    synonyms: [
      '% off rap',
      'disc',
      'discount',
      'discount %',
      'rap discount',
      'rap %',
      'off %',
      'back',
      'rapnet discount %',
    ],
    looksLike: between(-100, 100),
  },
  depthPercent: {
    synonyms: ['depth %', 'depth percentage', 'total depth', 'td', 'depth', 'tot depth'],
    looksLike: between(30, 95),
  },
  tablePercent: {
    synonyms: ['table %', 'table percentage', 'table', 'tbl', 'table size'],
    looksLike: between(30, 100),
  },
  measurements: {
    synonyms: ['measurement', 'dimensions', 'dimension', 'meas', 'mm', 'size mm', 'measure'],
    looksLike: (value) => readDimensions(value) !== undefined,
    splits: true,
  },
  length: {
    synonyms: ['x', 'length mm', 'l', 'm1', 'max diameter', 'diameter'],
    looksLike: between(0.3, 100),
  },
  width: { synonyms: ['y', 'width mm', 'w', 'm2', 'min diameter', 'breadth'], looksLike: between(0.3, 100) },
  depth: { synonyms: ['z', 'height', 'depth mm', 'm3', 'h', 'thickness'], looksLike: between(0.2, 29.9) },
  girdle: {
    synonyms: ['girdle description', 'girdle condition', 'grd', 'gird'],
    looksLike: (value) => readGirdle(value) !== undefined,
  },
  girdleThin: {
    synonyms: ['girdle (thinnest)', 'girdle min', 'girdle from', 'girdle thinnest', 'min girdle'],
    looksLike: (value) => readGirdle(value) !== undefined,
  },
  girdleThick: {
    synonyms: ['girdle (thickest)', 'girdle max', 'girdle to', 'girdle thickest', 'max girdle'],
    looksLike: (value) => readGirdle(value) !== undefined,
  },
  girdlePercent: { synonyms: ['girdle %', 'girdle percentage'], looksLike: between(0, 40) },
  culet: {
    synonyms: ['culet size', 'cul', 'culet grade'],
    looksLike: (value) => readCulet(value) !== undefined,
  },
  culetCondition: { synonyms: ['culet condition'] },
  crownAngle: { synonyms: ['crown angle', 'cr angle', 'ca'], looksLike: between(10, 60) },
  crownHeight: { synonyms: ['crown height', 'cr height', 'ch'], looksLike: between(3, 40) },
  pavilionAngle: { synonyms: ['pavilion angle', 'pav angle', 'pa'], looksLike: between(20, 60) },
  pavilionDepth: {
    synonyms: ['pavilion depth', 'pavilion', 'pav depth', 'pd', 'pavilion height'],
    looksLike: between(20, 80),
  },
  origin: {
    synonyms: [
      'growth type',
      'natural or lab grown',
      'man made',
      'manmade',
      'lab grown',
      'lab created',
      'diamond type',
      'type',
    ],
    looksLike: (value) => readOrigin(value) !== undefined,
  },
  treatment: { synonyms: ['enhancement', 'enhancements', 'treatments'] },
  inscription: { synonyms: ['laser inscription', 'laser', 'inscribed'] },
  heartsAndArrows: { synonyms: ['hearts & arrows', 'h&a', 'hna'] },
  availability: { synonyms: ['status', 'avail', 'stock status', 'on memo'] },
  comment: {
    synonyms: [
      'comments',
      'remark',
      'remarks',
      'note',
      'notes',
      'description/comments',
      'member comments',
      'key to symbols',
    ],
  },
  certificateUrl: {
    synonyms: [
      'cert url',
      'certificate image',
      'cert image url',
      'cert image',
      'certificate link',
      'certificate file',
      'cert link',
      'report url',
    ],
    looksLike: isUrl,
  },
  imageUrl: {
    synonyms: ['image', 'diamond image', 'photo', 'image url', 'picture', 'image link', 'stone image'],
    looksLike: isUrl,
  },
  videoUrl: { synonyms: ['video', 'video link', 'video url', 'v360', '360 view'], looksLike: isUrl },
  pairNumber: {
    synonyms: ['matched pair stock number', 'pair stock #', 'pair stock number', 'matching stone', 'pair'],
  },
  count: {
    synonyms: ['parcel stone count', 'pieces', 'pcs', 'number of stones', 'stone count', 'quantity', 'qty'],
    looksLike: between(0, 1_000_000),
  },
}
