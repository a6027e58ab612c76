/** The last of a way in a few pixels. What it shows is told beside it in numbers; a day without one is a gap. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (place: number) => (values.length < 2 ? 0 : (place / (values.length - 1)) * width)
  const y = (value: number) => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height)
  const lines = pieces(values).map((piece) =>
    piece.map(({ place, value }) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`).join(' '),
  )
  return (
    <svg
      aria-hidden
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      className="h-6 w-20 shrink-0 text-accent"
      preserveAspectRatio="none"
    >
      {lines.map((points) => (
        <polyline
          key={points}
          points={points}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  )
}

const [width, height] = [80, 20]

type Known = { place: number; value: number }

function pieces(values: readonly (number | null)[]): Known[][] {
  const found: Known[][] = [[]]
  for (const [place, value] of values.entries()) {
    if (value === null) found.push([])
    else found.at(-1)?.push({ place, value })
  }
  return found.filter((piece) => piece.length > 0)
}
