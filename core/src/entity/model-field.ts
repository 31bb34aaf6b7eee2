import type { ModelField } from './model.ts'

function quote(identifier: string): string {
  return `"${identifier.replace(/"/g, '""')}"`
}

type Given = Omit<ModelField, 'select' | 'main'>

/** Completes a field with what every query needs of it, worked out once at boot instead of per request. */
export function modelField(given: Given): ModelField {
  const columns = given.expression ? [given.expression] : given.columns.map((column) => `t.${quote(column)}`)
  return { ...given, select: columns.join(', '), main: columns[0] as string }
}
