import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library'
import type { BarcodeSymbol } from '../../src/domain/printing.ts'

export interface GreyImage {
  readonly width: number
  readonly height: number
  /** One byte per pixel, 0 black. */
  readonly pixels: Uint8ClampedArray
}

/**
 * What a scanner of another make reads in the picture. Throws when it finds nothing.
 * @param gs1 report FNC1 as GS1 scanners do: `]C1` in front, the sign 29 between (it then also takes a check sign of
 *   the same value for FNC1, so it is not for plain Code 128)
 */
export function scan(image: GreyImage, gs1 = false): { text: string; format: string } {
  try {
    return decode(image, gs1, false)
  } catch {
    // Its search for the corners of a QR code misses some drawn to the pixel: then it takes the picture as the code.
    return decode(image, gs1, true)
  }
}

function decode(image: GreyImage, gs1: boolean, pure: boolean): { text: string; format: string } {
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128, BarcodeFormat.QR_CODE]],
    [DecodeHintType.TRY_HARDER, true],
    ...(gs1 ? [[DecodeHintType.ASSUME_GS1, true] as const] : []),
    ...(pure ? [[DecodeHintType.PURE_BARCODE, true] as const] : []),
  ])
  const source = new RGBLuminanceSource(image.pixels, image.width, image.height)
  const result = new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
  return { text: result.getText(), format: BarcodeFormat[result.getBarcodeFormat()] ?? '?' }
}

/** The symbol as a picture, so many pixels to a module, with its quiet zone. */
export function picture(symbol: BarcodeSymbol, scale = 3): GreyImage {
  const high = symbol.rows.length === 1 ? 30 : symbol.rows.length
  const width = (symbol.columns + 2 * symbol.quietZone) * scale
  const height = (high + 2 * symbol.quietZone) * scale
  const pixels = new Uint8ClampedArray(width * height).fill(255)
  for (let y = symbol.quietZone * scale; y < height - symbol.quietZone * scale; y++) {
    const line = Math.floor(y / scale) - symbol.quietZone
    const row = symbol.rows.length === 1 ? symbol.rows[0] : symbol.rows[line]
    row?.forEach((dark, column) => {
      const x = (column + symbol.quietZone) * scale
      if (dark) pixels.fill(0, y * width + x, y * width + x + scale)
    })
  }
  return { width, height, pixels }
}

/** Cuts a part out of a picture. */
export function cut(image: GreyImage, left: number, top: number, width: number, height: number): GreyImage {
  const pixels = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * image.width + left
    pixels.set(image.pixels.subarray(start, start + width), y * width)
  }
  return { width, height, pixels }
}

/** Reads the binary PGM that pdftoppm writes. */
export function readPgm(bytes: Buffer): GreyImage {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 60).toString('latin1'))
  if (!head) throw new Error('This is not a binary PGM of 8 bits.')
  const [width, height] = [Number(head[1]), Number(head[2])]
  return { width, height, pixels: new Uint8ClampedArray(bytes.subarray(head[0].length)) }
}
