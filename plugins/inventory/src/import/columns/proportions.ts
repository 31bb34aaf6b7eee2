import { readDimensions } from '../core.ts'
import { readCulet, readGirdle } from '../stone-values.ts'
import { between, type Hints } from './hint.ts'

/** Hints for the columns of how a stone is cut and measured. */
export const proportionsColumns: Hints = {
  depthPercent: {
    synonyms: [
      'depth %',
      'depth percentage',
      'total depth',
      'td',
      'depth',
      'tot depth',
      'depth pc',
      'dp',
      'tiefe %',
    ],
    looksLike: between(30, 95),
  },
  tablePercent: {
    synonyms: ['table %', 'table percentage', 'table', 'tbl', 'table size', 'table pc', 'tb', 'tafel'],
    looksLike: between(30, 100),
  },
  measurements: {
    synonyms: [
      'measurement',
      'dimensions',
      'dimension',
      'meas',
      'mm',
      'size mm',
      'measure',
      'masse',
      'abmessungen',
      'lxwxd',
      'l x w x d',
    ],
    looksLike: (value) => readDimensions(value) !== undefined,
    splits: true,
  },
  length: {
    synonyms: ['x', 'length mm', 'l', 'm1', 'max diameter', 'diameter', 'länge'],
    looksLike: between(0.3, 100),
  },
  width: {
    synonyms: ['y', 'width mm', 'w', 'm2', 'min diameter', 'breadth', 'breite'],
    looksLike: between(0.3, 100),
  },
  depth: {
    synonyms: ['z', 'height', 'depth mm', 'm3', 'h', 'd', 'thickness', 'höhe'],
    looksLike: between(0.2, 29.9),
  },
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
}
