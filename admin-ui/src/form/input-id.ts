/** Id of a field's control, which the summary of mistakes links to. */
export const inputId = (key: string): string => `field-${key.replace(/[^\w-]/g, '-')}`
