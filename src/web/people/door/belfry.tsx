const bell =
  'M0 0c5.200 0 8 3.900 8.300 9 .3 5.100.9 7.700 3.200 10.400.8.9.2 2.400-1.100 2.400h-20.800c-1.300 0-1.900-1.500-1.100-2.400 2.300-2.700 2.900-5.300 3.200-10.400.3-5.100 3.100-9 8.300-9Z'

type Hung = { x: number; size: number; shade: string }

/** Beams from the top down, with bells of a carillon: the large ones low, the small ones high. */
const beams: { y: number; bells: Hung[] }[] = [
  {
    y: 70,
    bells: [
      { x: 60, size: 1.1, shade: '#2f6d6a' },
      { x: 118, size: 0.9, shade: '#3d837d' },
      { x: 168, size: 1.2, shade: '#2a625f' },
      { x: 226, size: 0.8, shade: '#58a79d' },
      { x: 272, size: 1, shade: '#377a75' },
      { x: 326, size: 0.9, shade: '#2f6d6a' },
      { x: 376, size: 1.15, shade: '#47938b' },
    ],
  },
  {
    y: 150,
    bells: [
      { x: 82, size: 2, shade: '#4b9a92' },
      { x: 164, size: 1.6, shade: '#377a75' },
      { x: 244, size: 2.2, shade: '#8fdccb' },
      { x: 338, size: 1.8, shade: '#2f6d6a' },
    ],
  },
  {
    y: 262,
    bells: [
      { x: 118, size: 3.2, shade: '#35756f' },
      { x: 290, size: 3.9, shade: '#5fb5aa' },
    ],
  },
]

/** The picture beside the door. */
export const Belfry = () => (
  <svg
    viewBox="0 0 430 420"
    aria-hidden="true"
    className="absolute inset-x-0 top-0 w-full"
    preserveAspectRatio="xMidYMin slice"
  >
    {beams.map(({ y, bells }) => (
      <g key={y}>
        <rect x="-20" y={y} width="470" height={y / 34 + 2} rx="2" fill="#d6ebe6" opacity=".82" />
        {bells.map(({ x, size, shade }) => (
          <g key={x} transform={`translate(${x} ${y + y / 34 + 5}) scale(${size})`}>
            <path d={bell} fill={shade} />
            <circle cy="25" r="2.800" fill="#d6ebe6" opacity=".9" />
          </g>
        ))}
      </g>
    ))}
    <defs>
      <linearGradient id="belfry-fade" x1="0" y1="0" x2="0" y2="1">
        <stop offset=".45" stopColor="#10282c" stopOpacity="0" />
        <stop offset=".92" stopColor="#10282c" />
      </linearGradient>
    </defs>
    <rect width="430" height="430" fill="url(#belfry-fade)" />
  </svg>
)
