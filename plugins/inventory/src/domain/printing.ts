// Printing tags. Apart from the rest, for it loads the PDF and barcode libraries: import it where tags are printed.
export * from './barcode.ts'
export * from './tag-content.ts'
export * from './tag-layout.ts'
export * from './tag-pdf.ts'
export * from './tag-stock.ts'
export * from './zpl.ts'
export * from './zpl-code128.ts'
