import type { Kernel } from '../app/kernel.ts'
import { createExporting, exporting } from '../exporting/exporting.ts'
import { createImporting, type ImportingOptions, importing } from './importing.ts'

interface TransferOptions extends Omit<ImportingOptions, 'kernel' | 'settings'> {
  settings: Record<string, unknown> | undefined
}

/** Provides the services behind `import` and `export` of every entity. */
export function setUpTransfer(kernel: Kernel, { settings, ...options }: TransferOptions): void {
  const made = createImporting({ kernel, ...options, settings: settings as ImportingOptions['settings'] })
  kernel.services.set(importing.name, made)
  kernel.services.set(exporting.name, createExporting(kernel))
}
