import { type KeyboardEvent, useRef } from 'react'
import type { Crop, Recipe } from '../../../modules/create/pictures/contract.ts'
import {
  type Handle,
  handles,
  resized,
  type Size,
  within,
} from '../../../modules/create/pictures/plain/geometry.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { arrow, type Change, moved, useDrag } from './pointing.ts'

type Props = { recipe: Recipe; size: Size; ratio: number | null; level: boolean; change: Change }

const line = 'pointer-events-none fill-none [vector-effect:non-scaling-stroke]'

const thirds = [1 / 3, 2 / 3]
/** While it is made straight: lines close enough to lay a horizon or a wall along one. */
const fine = Array.from({ length: 11 }, (_, place) => (place + 1) / 12)

/** The frame of the crop with its handles, what is cut off darkened, and the mark of what matters most. */
export function CropFrame({ recipe, size, ratio, level, change }: Props) {
  const t = useWords('pictures')
  const { crop, angle } = recipe
  const begin = useRef(crop)
  const set = (next: Crop) => change((now) => ({ ...now, crop: within(next, size, angle) }), 'crop')
  const drag = useDrag({
    begin: () => {
      begin.current = crop
    },
    move: (by) => set(moved(begin.current, by)),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrow(event)
    if (!by) return
    event.preventDefault()
    const step = Math.max(1, Math.round(Math.min(size.width, size.height) / 100))
    const way = { x: by.x * step, y: by.y * step }
    set(event.shiftKey ? resized(crop, by.x ? 'e' : 's', way, size, ratio, angle) : moved(crop, way))
  }
  const lines = level ? fine : thirds
  const end = { x: crop.left + crop.width, y: crop.top + crop.height }
  return (
    <>
      <path
        className="pointer-events-none fill-black/60"
        fillRule="evenodd"
        d={`M0 0H${size.width}V${size.height}H0Z M${crop.left} ${crop.top}V${end.y}H${end.x}V${crop.top}Z`}
      />
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is moved by the arrow keys, which no role of its own says */}
      <g
        {...drag}
        onKeyDown={onKeyDown}
        tabIndex={0}
        role="application"
        aria-roledescription={t('crop.frame')}
        aria-label={t('crop.frameAt', crop)}
        aria-describedby="crop-keys"
        className="cursor-move outline-none [&:focus-visible>rect]:stroke-focus"
      >
        <rect
          x={crop.left}
          y={crop.top}
          width={crop.width}
          height={crop.height}
          fill="transparent"
          stroke="white"
          strokeWidth={2}
          className="[vector-effect:non-scaling-stroke]"
        />
      </g>
      <path
        className={`${line} stroke-white/50`}
        d={lines
          .map(
            (at) =>
              `M${crop.left + crop.width * at} ${crop.top}V${end.y} M${crop.left} ${crop.top + crop.height * at}H${end.x}`,
          )
          .join(' ')}
      />
      {handles.map((handle) => (
        <HandleGrip key={handle} {...{ handle, crop, size, ratio, angle, set }} />
      ))}
      <FocusMark recipe={recipe} size={size} change={change} />
    </>
  )
}

const cursors: Record<Handle, string> = {
  nw: 'cursor-nwse-resize',
  se: 'cursor-nwse-resize',
  ne: 'cursor-nesw-resize',
  sw: 'cursor-nesw-resize',
  n: 'cursor-ns-resize',
  s: 'cursor-ns-resize',
  e: 'cursor-ew-resize',
  w: 'cursor-ew-resize',
}

/** A corner or side to pull at: small to see, large enough for a finger. */
function HandleGrip({
  handle,
  crop,
  size,
  ratio,
  angle,
  set,
}: {
  handle: Handle
  crop: Crop
  size: Size
  ratio: number | null
  angle: number
  set: (next: Crop) => void
}) {
  const begin = useRef(crop)
  const drag = useDrag({
    begin: () => {
      begin.current = crop
    },
    move: (by) => set(resized(begin.current, handle, by, size, ratio, angle)),
  })
  const x = crop.left + (handle.includes('w') ? 0 : handle.includes('e') ? crop.width : crop.width / 2)
  const y = crop.top + (handle.startsWith('n') ? 0 : handle.startsWith('s') ? crop.height : crop.height / 2)
  return (
    <g {...drag} data-handle={handle} className={cursors[handle]}>
      <Dot x={x} y={y} width={44} className="stroke-transparent" />
      <Dot x={x} y={y} width={18} className="stroke-black/60" />
      <Dot x={x} y={y} width={14} className="stroke-white" />
    </g>
  )
}

/** A dot of so many pixels of the screen, however large the drawing is shown. */
const Dot = ({ x, y, width, className }: { x: number; y: number; width: number; className: string }) => (
  <path
    d={`M${x} ${y}h0.01`}
    strokeWidth={width}
    strokeLinecap="round"
    pointerEvents="stroke"
    className={cx(className, '[vector-effect:non-scaling-stroke]')}
  />
)

/** What matters most: kept in sight where a shape is chosen. */
function FocusMark({ recipe, size, change }: Omit<Props, 'ratio' | 'level'>) {
  const t = useWords('pictures')
  const { focus } = recipe
  const begin = useRef(focus)
  const put = (x: number, y: number) =>
    change((now) => ({ ...now, focus: { x: share(x), y: share(y) } }), 'focus')
  const drag = useDrag({
    begin: () => {
      begin.current = focus
    },
    move: (by) => put(begin.current.x + by.x / size.width, begin.current.y + by.y / size.height),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrow(event)
    if (!by) return
    event.preventDefault()
    put(focus.x + by.x * 0.02, focus.y + by.y * 0.02)
  }
  const [x, y] = [focus.x * size.width, focus.y * size.height]
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is moved by the arrow keys, which no role of its own says
    <g
      {...drag}
      onKeyDown={onKeyDown}
      tabIndex={0}
      role="application"
      aria-roledescription={t('crop.focus')}
      aria-label={t('crop.focusAt', { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) })}
      className="cursor-crosshair outline-none [&:focus-visible>[data-ring]]:stroke-focus"
    >
      <Dot x={x} y={y} width={44} className="stroke-transparent" />
      <Dot x={x} y={y} width={30} className="stroke-black/50" />
      <g data-ring className="stroke-white">
        <Dot x={x} y={y} width={26} className="" />
      </g>
      <Dot x={x} y={y} width={20} className="stroke-accent-solid" />
    </g>
  )
}

const share = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 1000) / 1000
