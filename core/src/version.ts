/** Version of the core; plugins state the range they work with. Kept equal to package.json by a test. */
export const version = '1.0.0'
