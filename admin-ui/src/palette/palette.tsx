export function Palette(_: Record<string, unknown>) { return null }
