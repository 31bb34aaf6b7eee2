export function Dashboard(_: Record<string, unknown>) { return null }
