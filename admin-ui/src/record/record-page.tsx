export function RecordPage(_: Record<string, unknown>) { return null }
