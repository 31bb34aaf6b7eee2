import type { Dictionary } from './en.ts'
export const de = {} as Dictionary
