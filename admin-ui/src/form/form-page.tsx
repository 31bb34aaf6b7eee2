export function FormPage(_: Record<string, unknown>) { return null }
