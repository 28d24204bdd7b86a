// Draws a tree of words. Every word becomes a text node, every element comes from createElement: nothing is parsed.
// A node with `g` is a link: a plain click tells Python what to change, any other click opens the address it carries.
const last = new WeakMap()      // root → what it shows, so an unchanged tree is left alone (no flicker, focus stays)
const CELLS = new Set(["li", "th", "td"])
const hearing = new WeakMap()   // root → what ends its listeners for keys and fingers, replaced on every run
const turning = new WeakMap()   // root → the step asked for and those on the way there, while the page is drawn more slowly than keys are pressed

function address(change) {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(change)) {
    if (name === "page") { const here = url.search; url.href = new URL("./" + (value ?? ""), url.href.split("?")[0]).href; url.search = here }
    else if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.pathname + url.search
}

function step(root, data, change) {     // "+1" from the step asked for last, not from the one still on the screen
  if (!change.step) return change
  const way = turning.get(root) ?? { to: data.at, past: new Set([data.at]) }
  way.to = Math.max(1, Math.min(data.last, /^[+-]/.test(change.step) ? way.to + Number(change.step) : Number(change.step)))
  way.past.add(way.to)
  turning.set(root, way)
  return { ...change, step: String(way.to) }
}

function mark(path) {     // the same mark a pin of this stance carries on the map
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", "-1 -1 2 2")
  svg.setAttribute("aria-hidden", "true")
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path")
  drawn.setAttribute("d", path)
  svg.append(drawn)
  return svg
}

function build(node, send) {
  if (typeof node === "string") return document.createTextNode(node)
  if (node.g && CELLS.has(node.t)) {      // a cell stays a cell, with the link inside
    const cell = document.createElement(node.t)
    cell.append(build({ ...node, t: "span" }, send))
    return cell
  }
  const made = document.createElement(node.g ? "a" : node.y || node.u ? "button" : node.t)
  if (node.c) made.className = node.c
  if (node.g && made.classList.contains("on")) made.setAttribute("aria-current", "true")
  if (node.h) { made.title = node.h }
  if (node.f) made.dataset.focus = node.f
  for (const [name, value] of Object.entries(node.s ?? {})) made.style.setProperty(name, value)
  if (node.g) {
    made.href = address(node.g)
    made.dataset.go = JSON.stringify(node.g)
    made.onclick = event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
      event.preventDefault()
      send(node.g)
    }
  }
  if (node.y) {
    made.type = "button"
    made.onclick = async () => {
      const before = made.textContent
      try { await navigator.clipboard.writeText(node.y); made.textContent = "Copied" }
      catch { made.textContent = "Copying is not allowed here" }
      setTimeout(() => { made.textContent = before }, 1800)
    }
  }
  if (node.u) {
    made.type = "button"
    made.hidden = !document.fullscreenEnabled
    made.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {})
  }
  if (node.m !== undefined) made.append(mark(node.m))
  made.append(...node.k.map(child => build(child, send)))
  if (!node.g || !/^(li|td|th)$/.test(node.t)) return made
  const around = document.createElement(node.t)       // a list holds items and a row holds cells, whatever can be clicked in them
  if (node.t === "li") around.style.display = "contents"
  around.append(made)
  return around
}

function listen(press, signal) {     // keys as they are named; a swipe is the arrow key of its direction
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return
    if (event.key === " " && /^(BUTTON|SUMMARY)$/.test(event.target.tagName)) return
    if (press(event.key)) event.preventDefault()
  }, { signal })
  let from = null
  document.addEventListener("touchstart", event => { from = event.touches.length === 1 ? event.touches[0] : null }, { signal, passive: true })
  document.addEventListener("touchend", event => {
    const to = event.changedTouches[0], across = from ? to.clientX - from.clientX : 0, down = from ? to.clientY - from.clientY : 0
    from = null
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) press(across < 0 ? "ArrowRight" : "ArrowLeft")
  }, { signal, passive: true })
}

function wake(bar, signal) {     // shown while the mouse moves or after a tap, and for as long as it is used
  let timer = 0
  const rouse = () => {
    bar.classList.add("awake")
    clearTimeout(timer)
    timer = setTimeout(() => { if (!bar.matches(":hover, :focus-within") && !bar.querySelector("details[open]")) bar.classList.remove("awake") }, 3000)
  }
  for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, rouse, { signal, passive: true })
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bf")
  if (!root || !data) return
  const send = change => setTriggerValue("go", change)

  root.classList.toggle("dark", Boolean(data.dark))
  const shown = JSON.stringify(data.tree) + location.pathname
  if (last.get(root) !== shown) {
    const focused = root.contains(document.activeElement) ? document.activeElement.dataset?.go : null
    const before = root.querySelector("[data-focus]")?.dataset.focus
    const scrolled = [...root.querySelectorAll(".scroll")].map(part => part.scrollTop)
    root.replaceChildren(build(data.tree, send))
    const target = root.querySelector("[data-focus]")
    if (target && target.dataset.focus !== before) {
      const part = target.closest(".scroll")
      requestAnimationFrame(() => { if (part) part.scrollTop = target.offsetTop - part.offsetTop - part.clientHeight / 3 })
    } else if (!before && !target) {
      root.querySelectorAll(".scroll").forEach((part, index) => { part.scrollTop = scrolled[index] ?? 0 })
    }
    if (focused) [...root.querySelectorAll("[data-go]")].find(link => link.dataset.go === focused)?.focus({ preventScroll: true })
    last.set(root, shown)
  }

  const way = turning.get(root)
  if (way && (way.to === data.at || !way.past.has(data.at))) turning.delete(root)
  const stop = () => { hearing.get(root)?.abort(); hearing.delete(root) }
  stop()
  if (Object.keys(data.keys ?? {}).length) {
    const control = new AbortController()
    hearing.set(root, control)
    const press = key => {
      const change = data.keys[key]
      if (change) send(step(root, data, change))
      return Boolean(change)
    }
    listen(press, control.signal)
    const bar = root.querySelector(".corner")
    if (bar) wake(bar, control.signal)
  }
  return stop
}
