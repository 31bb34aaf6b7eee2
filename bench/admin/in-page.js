// Runs in the page before anything of it: takes the times where they happen, without the way to the bench and back.
const bench = { blocking: 0 }
globalThis.bezelBench = bench

const ROW = 'tbody tr[aria-rowindex], li a[href*="/admin/"] strong'
const row = () => document.querySelector(ROW)

/** Milliseconds from the start of the navigation to the frame that shows the first row. */
bench.firstRow = new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (!row()) return
    observer.disconnect()
    requestAnimationFrame(() => resolve(performance.now()))
  })
  observer.observe(document, { childList: true, subtree: true })
})

/** What every long task takes beyond 50 ms keeps a person waiting. */
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) bench.blocking += Math.max(0, duration - 50)
}).observe({ type: 'longtask', buffered: true })

/** Milliseconds from the next event of this type to the frame that shows the answer: other rows, none of them old. */
bench.untilOtherRows = (event) => {
  const before = row()?.textContent
  return untilFrame(event, () => {
    const settled = document.querySelector('table')?.getAttribute('aria-busy') === 'false'
    return settled && row() !== null && row().textContent !== before
  })
}

/** Milliseconds from the scroll to the end of what is loaded to the frame with the first row of the next page. */
bench.untilNextPage = () => {
  const scroller = document.querySelector('table').parentElement
  const loaded = Math.round((scroller.scrollHeight - scroller.clientHeight) / rowHeight()) - 1
  const next = () =>
    [...document.querySelectorAll('tbody tr[aria-rowindex]')].some(
      (one) => Number(one.getAttribute('aria-rowindex')) - 2 > loaded + scroller.clientHeight / rowHeight(),
    )
  const time = untilFrame('scroll', next)
  scroller.scrollTop = scroller.scrollHeight
  return time
}

bench.rowsVisible = () => {
  const { bottom } = document.querySelector('table').parentElement.getBoundingClientRect()
  const top = document.querySelector('thead').getBoundingClientRect().bottom
  return [...document.querySelectorAll('tbody tr[aria-rowindex]')].filter((one) => {
    const place = one.getBoundingClientRect()
    return place.top >= top - 1 && place.bottom <= bottom + 1
  }).length
}

const rowHeight = () => row().getBoundingClientRect().height

function untilFrame(event, shown) {
  return new Promise((resolve) => {
    const begin = () => {
      const start = performance.now()
      const look = () => {
        if (shown()) resolve(performance.now() - start)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }
    addEventListener(event, begin, { capture: true, once: true })
  })
}

/** Scrolls the list for `ms` by `step` px a frame, at the end of what is loaded waiting like a person. */
bench.scroll = (ms, step) =>
  new Promise((resolve) => {
    const scroller = document.querySelector('table').parentElement
    const frames = []
    const start = performance.now()
    const blocked = bench.blocking
    let last = start
    let blank = 0
    let seen = start
    const frame = (now) => {
      frames.push(now - last)
      last = now
      if (bench.rowsVisible() > 0) seen = now
      blank = Math.max(blank, now - seen)
      if (now - start < ms) {
        scroller.scrollTop += step
        requestAnimationFrame(frame)
      } else {
        const rows = Math.round(scroller.scrollTop / rowHeight())
        resolve({ frames: frames.slice(1), blocking: bench.blocking - blocked, blank, rows })
      }
    }
    requestAnimationFrame(frame)
  })
