import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './crop.module.css'

const stage = 280
const side = 512

/** What of the picture is seen: how far it is moved and enlarged. */
interface View {
  x: number
  y: number
  zoom: number
}

/** The picture always covers the square. */
function clamp({ x, y, zoom }: View, { width, height }: ImageBitmap): View {
  const scale = (stage / Math.min(width, height)) * zoom
  const [mostX, mostY] = [(width * scale - stage) / 2, (height * scale - stage) / 2]
  return { x: Math.max(-mostX, Math.min(mostX, x)), y: Math.max(-mostY, Math.min(mostY, y)), zoom }
}

function draw(canvas: HTMLCanvasElement, image: ImageBitmap, { x, y, zoom }: View): void {
  const ratio = canvas.width / stage
  const scale = (stage / Math.min(image.width, image.height)) * zoom * ratio
  const [width, height] = [image.width * scale, image.height * scale]
  const context = canvas.getContext('2d')
  context?.clearRect(0, 0, canvas.width, canvas.height)
  context?.drawImage(
    image,
    (canvas.width - width) / 2 + x * ratio,
    (canvas.height - height) / 2 + y * ratio,
    width,
    height,
  )
}

const steps: Record<string, [number, number]> = {
  ArrowLeft: [-8, 0],
  ArrowRight: [8, 0],
  ArrowUp: [0, -8],
  ArrowDown: [0, 8],
}

/** Its texts, in the language of the page around it. */
interface CropTexts {
  help: string
  zoom: string
  use: string
  /** Said where the file is no picture that a browser can read. */
  refused: string
}

interface CropProps {
  file: File
  texts: CropTexts
  onDone: (square: Blob) => void
}

/** Chooses a square of a picture: drag or arrow keys move it, the slider enlarges it. What cameras hide in the file stays out. */
export function Crop({ file, texts, onDone }: CropProps) {
  const helpId = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [image, setImage] = useState<ImageBitmap | null>()
  const [view, setView] = useState<View>({ x: 0, y: 0, zoom: 1 })

  useEffect(() => {
    createImageBitmap(file).then(setImage, () => setImage(null))
  }, [file])
  useEffect(() => {
    if (canvas.current && image) draw(canvas.current, image, view)
  }, [image, view])

  const change = (next: Partial<View>): void => {
    if (image) setView((now) => clamp({ ...now, ...next }, image))
  }
  const drag = (event: PointerEvent): void => {
    if (event.buttons) change({ x: view.x + event.movementX, y: view.y + event.movementY })
  }
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    change({ x: view.x + step[0], y: view.y + step[1] })
  }
  function done(): void {
    if (!image) return
    const square = Object.assign(document.createElement('canvas'), { width: side, height: side })
    draw(square, image, view)
    square.toBlob((blob) => blob && onDone(blob), 'image/jpeg', 0.9)
  }
  if (image === null)
    return (
      <p className={styles.refused} role="alert">
        {texts.refused}
      </p>
    )
  return (
    <div className={styles.crop}>
      <p id={helpId} className={styles.help}>
        {texts.help}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture, as dragging does */}
      <canvas
        ref={canvas}
        width={stage * 2}
        height={stage * 2}
        tabIndex={0}
        role="img"
        aria-labelledby={helpId}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
      <label className={styles.zoom}>
        {texts.zoom}
        <input
          type="range"
          min={1}
          max={4}
          step={0.05}
          value={view.zoom}
          onChange={(event) => change({ zoom: Number(event.target.value) })}
        />
      </label>
      <Button variant="primary" disabled={!image} onClick={done}>
        {texts.use}
      </Button>
    </div>
  )
}
