import { type CSSProperties, type PointerEvent, useRef, useState } from 'react'

interface Zoom {
  scale: number
  /** The point that stays where it is, in percent of the picture. */
  x: number
  y: number
}

const NONE: Zoom = { scale: 1, x: 50, y: 50 }
const HOVER = 2.4
const MOST = 5

/** A mouse looks closer by pointing, two fingers by spreading; letting go shows the whole picture again. */
export function useZoom() {
  const [zoom, setZoom] = useState(NONE)
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const spread = useRef(0)

  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') return
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (fingers.current.size === 2) spread.current = distance([...fingers.current.values()])
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    if (event.pointerType === 'mouse') {
      setZoom({ scale: HOVER, ...placeIn(box, event.clientX, event.clientY) })
      return
    }
    if (!fingers.current.has(event.pointerId)) return
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const points = [...fingers.current.values()]
    const [a, b] = points
    if (!a || !b || spread.current === 0) return
    const scale = Math.min(MOST, Math.max(1, distance(points) / spread.current))
    setZoom({ scale, ...placeIn(box, (a.x + b.x) / 2, (a.y + b.y) / 2) })
  }
  const onPointerUp = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId)
    spread.current = 0
    setZoom(NONE)
  }
  const style: CSSProperties =
    zoom.scale === 1
      ? {}
      : { transform: `scale(${zoom.scale})`, transformOrigin: `${zoom.x}% ${zoom.y}%`, transition: 'none' }
  return {
    style,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onPointerLeave: onPointerUp,
    },
  }
}

const distance = ([a, b]: { x: number; y: number }[]): number =>
  a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0

const placeIn = (box: DOMRect, x: number, y: number): { x: number; y: number } => ({
  x: percent(x - box.left, box.width),
  y: percent(y - box.top, box.height),
})

const percent = (part: number, whole: number): number => Math.min(100, Math.max(0, (part / whole) * 100))
