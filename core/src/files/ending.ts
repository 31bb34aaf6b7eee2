/** The endings that files of a type have. One whose own says something else gets the first. */
const endings: Record<string, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/tiff': ['tif', 'tiff'],
  'application/pdf': ['pdf'],
  'model/vnd.3dm': ['3dm'],
}

/** What contains many kinds of documents, whose endings are not all known: theirs stay unless they mislead. */
const ofContainers: Record<string, readonly string[]> = {
  'text/plain': ['txt'],
  'application/zip': ['zip'],
  'application/gzip': ['gz'],
  'video/mp4': ['mp4'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg'],
}

const taken = new Set([...Object.values(endings), ...Object.values(ofContainers)].flat())

// What a double click would run, or show as a page, on somebody's computer.
const runs = new Set(
  `app apk appimage bat cmd com cpl deb desktop dll dmg docm exe gadget hta htm html inf iso jar js jse lnk mht mhtml
   mjs msc msi msp php pif pl pptm ps1 psm1 py rb reg rpm run scf scr sh shtml svg svgz sys url vb vbe vbs wasm ws wsf wsh
   xhtml xht xlsm xml xsl`.split(/\s+/),
)

/** `ring.jpg` that is a PDF → `ring.jpg.pdf`; `page.html` → `page.html.txt`: the ending says what the content is. */
export function withEnding(name: string, mediaType: string): string {
  const own = /\.([a-z0-9_]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = endings[mediaType]
  const right = known ?? ofContainers[mediaType]
  if (right?.includes(own)) return name
  const misleads = taken.has(own) || runs.has(own)
  return known || misleads ? `${name}.${right?.[0] ?? 'bin'}` : name
}
