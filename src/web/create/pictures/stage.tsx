import { type KeyboardEvent, useEffect, useRef } from 'react'
import { mostSide, type Recipe } from '../../../modules/create/pictures/contract.ts'
import { madeSize, type Size, turned } from '../../../modules/create/pictures/plain/geometry.ts'
import { layWords } from '../../../modules/create/pictures/plain/words.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { fileUrl } from '../media/media-url.ts'
import { CropFrame } from './crop-frame.tsx'
import { arrow, type Box, type Change, type Picked, useDrag } from './pointing.ts'

type Props = {
  source: Size
  url: string
  recipe: Recipe
  /** `crop` shows the whole picture with the frame in it, `lay` what comes out. */
  mode: 'crop' | 'lay'
  ratio: number | null
  /** It is being made straight: a fine grid helps the eye. */
  level: boolean
  picked: Picked | null
  onPick: (picked: Picked | null) => void
  change: Change
  /** Where words stand in what comes out, by their place. */
  onBoxes: (boxes: readonly (Box | null)[]) => void
}

/** The picture as it comes out, or with its frame; drawn by the same numbers as on the server. */
export function Stage(props: Props) {
  const { source, url, recipe, mode, ratio, level, change } = props
  const t = useWords('pictures')
  const seen = turned(source, recipe.turn)
  const { crop } = recipe
  const view = mode === 'crop' ? { left: 0, top: 0, ...seen } : crop
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg
      viewBox={`${view.left} ${view.top} ${view.width} ${view.height}`}
      className={cx(
        'block size-full touch-none select-none',
        // The handles of the frame reach over the edge; of what comes out nothing does.
        mode === 'crop' ? 'overflow-visible' : 'overflow-hidden',
      )}
      aria-label={t('stage')}
      role="group"
      onPointerDown={() => props.onPick(null)}
    >
      {/* Cut at the view: beside a narrow picture there would be room for what lies outside of the crop. */}
      <svg
        aria-hidden="true"
        {...{ x: view.left, y: view.top, width: view.width, height: view.height }}
        viewBox={`${view.left} ${view.top} ${view.width} ${view.height}`}
        overflow="hidden"
      >
        <g transform={wayOf(recipe, source, seen)}>
          <image href={url} width={source.width} height={source.height} preserveAspectRatio="none" />
        </g>
      </svg>
      <Layers {...props} />
      {mode === 'crop' && <CropFrame {...{ recipe, size: seen, ratio, level, change }} />}
    </svg>
  )
}

/** Turned first, mirrored then, made straight at last: SVG reads from the right. */
function wayOf({ turn, mirror, angle }: Recipe, source: Size, seen: Size): string {
  const straight = angle === 0 ? '' : `rotate(${angle} ${seen.width / 2} ${seen.height / 2})`
  const mirrored = mirror ? `translate(${seen.width} 0) scale(-1 1)` : ''
  const turns = {
    0: '',
    90: `translate(${source.height} 0) rotate(90)`,
    180: `translate(${source.width} ${source.height}) rotate(180)`,
    270: `translate(0 ${source.width}) rotate(270)`,
  }
  return `${straight} ${mirrored} ${turns[turn]}`.trim()
}

/** What lies on the picture, in the units of what comes out. */
function Layers({ recipe, mode, picked, onPick, change, onBoxes }: Props) {
  const size = madeSize(recipe, mostSide)
  const { crop } = recipe
  const group = useRef<SVGSVGElement>(null)
  const still = mode === 'crop'
  // After every drawing: fonts come later than words, and only the browser knows how wide they are.
  useEffect(() => {
    const measure = () => onBoxes(boxesIn(group.current, recipe.words.length))
    measure()
    document.fonts.addEventListener('loadingdone', measure)
    return () => document.fonts.removeEventListener('loadingdone', measure)
  }, [recipe, onBoxes])
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: what is in it is named piece by piece
    <svg
      ref={group}
      x={crop.left}
      y={crop.top}
      width={crop.width}
      height={crop.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      overflow="hidden"
      pointerEvents={still ? 'none' : undefined}
    >
      {recipe.logos.map((logo, index) => (
        <LogoLayer
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place alone
          key={index}
          {...{ logo, index, size, change, still }}
          on={picked?.kind === 'logos' && picked.index === index}
          onPick={() => onPick({ kind: 'logos', index })}
        />
      ))}
      {recipe.words.map((words, index) => (
        <WordsLayer
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place alone
          key={index}
          {...{ words, index, size, change, still }}
          on={picked?.kind === 'words' && picked.index === index}
          onPick={() => onPick({ kind: 'words', index })}
        />
      ))}
    </svg>
  )
}

function boxesIn(group: SVGSVGElement | null, count: number): (Box | null)[] {
  return Array.from({ length: count }, (_, index) => {
    const found = group?.querySelector<SVGGElement>(`[data-words="${index}"]`)
    if (!found) return null
    const { x, y, width, height } = found.getBBox()
    return { x, y, width, height }
  })
}

type LayerProps = {
  index: number
  size: Size
  still: boolean
  on: boolean
  change: Change
  onPick: () => void
}

/** What moves a layer: dragging it, or the arrows while it has the focus. */
function useLayer(
  kind: Picked['kind'],
  { index, size, change, onPick }: LayerProps,
  at: { x: number; y: number },
) {
  const begin = useRef(at)
  const put = (x: number, y: number) =>
    change((now) => placed(now, kind, index, clamp(x), clamp(y)), `${kind}.${index}.place`)
  const drag = useDrag({
    begin: () => {
      begin.current = at
      onPick()
    },
    move: (by) => put(begin.current.x + by.x / size.width, begin.current.y + by.y / size.height),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrow(event)
    if (by) put(at.x + by.x * 0.01, at.y + by.y * 0.01)
    else if (event.key === 'Delete' || event.key === 'Backspace')
      change((now) => ({ ...now, [kind]: now[kind].filter((_, place) => place !== index) }))
    else if (event.key === 'Enter' || event.key === ' ') onPick()
    else return
    event.preventDefault()
  }
  return { ...drag, onKeyDown }
}

const clamp = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000

const placed = (recipe: Recipe, kind: Picked['kind'], index: number, x: number, y: number): Recipe => ({
  ...recipe,
  [kind]: recipe[kind].map((one, place) => (place === index ? { ...one, x, y } : one)),
})

const grip =
  'cursor-move outline-none focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus'

function WordsLayer({ words, ...layer }: LayerProps & { words: Recipe['words'][number] }) {
  const hands = useLayer('words', layer, words)
  const laid = layWords(words, layer.size)
  if (!laid) return null
  const { band, outline } = laid
  return (
    <>
      {band && (
        <rect
          {...{ x: band.x, y: band.y, width: band.width, height: band.height }}
          fill={band.fill}
          fillOpacity={band.opacity}
          pointerEvents="none"
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: there are no buttons in a drawing */}
      <g
        {...hands}
        data-words={layer.index}
        role="button"
        tabIndex={layer.still ? -1 : 0}
        aria-pressed={layer.on}
        className={grip}
        fontFamily={laid.family}
        fontSize={laid.fontSize}
        fontWeight={laid.weight}
        fill={laid.fill}
        textAnchor={laid.anchor}
        textRendering="geometricPrecision"
        {...(outline && {
          stroke: outline.colour,
          strokeWidth: outline.width,
          strokeLinejoin: 'round',
          paintOrder: 'stroke',
        })}
      >
        {laid.lines.map((line) => (
          <text key={line.y} x={line.x} y={line.y}>
            {line.text}
          </text>
        ))}
      </g>
      {layer.on && !layer.still && <Mark index={layer.index} />}
    </>
  )
}

/** A line around what is chosen; measured, so it follows one drawing later. */
function Mark({ index }: { index: number }) {
  const rect = useRef<SVGRectElement>(null)
  useEffect(() => {
    const svg = rect.current?.ownerSVGElement
    const box = svg?.querySelector<SVGGElement>(`[data-words="${index}"]`)?.getBBox()
    if (!box || !rect.current) return
    for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height }))
      rect.current.setAttribute(name, String(value))
  })
  return (
    <rect
      ref={rect}
      className="pointer-events-none fill-none stroke-focus [vector-effect:non-scaling-stroke]"
      strokeWidth={2}
      strokeDasharray="4 3"
    />
  )
}

function LogoLayer({ logo, ...layer }: LayerProps & { logo: Recipe['logos'][number] }) {
  const t = useWords('pictures')
  const hands = useLayer('logos', layer, logo)
  const { size } = layer
  const width = Math.max(1, Math.round(logo.width * size.width))
  // As wide as it says; a tall one no higher than the picture, in the middle of its place.
  const box = {
    x: logo.x * size.width - width / 2,
    y: logo.y * size.height - size.height / 2,
    width,
    height: size.height,
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in a drawing
    <g
      {...hands}
      role="button"
      tabIndex={layer.still ? -1 : 0}
      aria-pressed={layer.on}
      aria-label={t('logo.layer', { number: layer.index + 1 })}
      className={grip}
    >
      <image
        {...box}
        href={fileUrl(logo.mediaId)}
        opacity={logo.opacity}
        preserveAspectRatio="xMidYMid meet"
        pointerEvents="none"
      />
      <LogoGrip logo={logo} size={size} on={layer.on && !layer.still} still={layer.still} />
    </g>
  )
}

/** What of a logo can be taken hold of: the square around its middle, as wide as it is. */
const LogoGrip = ({
  logo,
  size,
  on,
  still,
}: {
  logo: Recipe['logos'][number]
  size: Size
  on: boolean
  still: boolean
}) => {
  const side = Math.max(logo.width * size.width, 1)
  const height = Math.min(side, size.height)
  return (
    <rect
      x={logo.x * size.width - side / 2}
      y={logo.y * size.height - height / 2}
      width={side}
      height={height}
      fill="transparent"
      pointerEvents={still ? 'none' : 'all'}
      strokeWidth={2}
      strokeDasharray="4 3"
      className={on ? 'stroke-focus [vector-effect:non-scaling-stroke]' : undefined}
    />
  )
}
