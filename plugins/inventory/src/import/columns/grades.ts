import {
  readClarity,
  readColor,
  readFinish,
  readFluorescence,
  readOrigin,
  readShape,
} from '../stone-values.ts'
import { between, type Hints } from './hint.ts'

/** Hints for the columns of what a stone is graded. */
export const gradesColumns: Hints = {
  shape: {
    synonyms: ['cut', 'stone shape', 'diamond shape', 'cutting shape', 'shp', 'sh', 'form', 'schliffform'],
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
      'size ct',
      'gewicht',
      'karatgewicht',
    ],
    looksLike: between(0.001, 60),
  },
  color: {
    synonyms: ['col', 'clr', 'colour', 'color grade', 'white color', 'farbe'],
    looksLike: (value) => readColor(value) !== undefined,
  },
  clarity: {
    synonyms: ['clar', 'cla', 'clr', 'pur', 'purity', 'clarity grade', 'quality', 'qual', 'qlty', 'reinheit'],
    looksLike: (value) => readClarity(value) !== undefined,
  },
  cut: {
    synonyms: [
      'cut grade',
      'make',
      'cut quality',
      'proportions',
      'final cut',
      'prop',
      'schliff',
      'schliffgrad',
    ],
    looksLike: (value) => readFinish('cut', value) !== undefined,
  },
  polish: {
    synonyms: ['pol', 'polish grade', 'politur'],
    looksLike: (value) => readFinish('polish', value) !== undefined,
  },
  symmetry: {
    synonyms: ['sym', 'symm', 'symmetry grade', 'symmetrie'],
    looksLike: (value) => readFinish('symmetry', value) !== undefined,
  },
  fluorescence: {
    synonyms: [
      'fluor',
      'flour',
      'flo',
      'fls',
      'fluorescence intensity',
      'fluor intensity',
      'florescence',
      'fluo',
      'fl',
      'fluoreszenz',
    ],
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
  heartsAndArrows: { synonyms: ['hearts & arrows', 'h&a', 'hna'] },
}
