import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartProps } from './chart.tsx'
import type { Series } from './chart-data.ts'
import { useShade } from './theme.ts'

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer])

const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** ECharts knows only old notations of colour; the browser turns ours into one. */
function colour(role: string): string {
  const element = document.createElement('i')
  element.style.color = `var(--${role})`
  document.body.append(element)
  const resolved = getComputedStyle(element).color
  element.remove()
  if (!probe) return resolved
  probe.clearRect(0, 0, 1, 1)
  probe.fillStyle = resolved
  probe.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, a = 255] = probe.getImageData(0, 0, 1, 1).data
  return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`
}

const dashes = ['solid', [6, 3], [2, 3], [10, 3, 2, 3]] as const

function drawSeries(series: Series, place: number, kind: ChartProps['kind']) {
  const tint = series.faint ? colour('faint') : colour(`series-${(place % 6) + 1}`)
  const line = {
    type: 'line',
    name: series.name,
    data: series.values,
    showSymbol: series.values.length < 2,
    symbol: 'circle',
    symbolSize: 6,
    connectNulls: false,
    itemStyle: { color: tint },
    lineStyle: {
      color: tint,
      width: series.faint ? 1.25 : 2,
      type: series.faint ? [4, 4] : dashes[place % dashes.length],
    },
    areaStyle: kind === 'area' && !series.faint ? { color: tint, opacity: 0.12 } : undefined,
    emphasis: { disabled: true },
  }
  const bars = {
    type: 'bar',
    name: series.name,
    data: series.values,
    barMaxWidth: 28,
    itemStyle: { color: tint, borderRadius: [3, 3, 0, 0], opacity: series.faint ? 0.5 : 1 },
    emphasis: { disabled: true },
  }
  return [...drawBand(series, place, tint), kind === 'bar' ? bars : line]
}

/** A band is an unseen line with a filled difference stacked on it. */
function drawBand({ band, name }: Series, place: number, tint: string) {
  if (!band) return []
  const base = {
    type: 'line',
    stack: `band-${place}`,
    name: `${name} `,
    showSymbol: false,
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  }
  return [
    { ...base, data: band.map((edge) => edge?.[0] ?? null) },
    {
      ...base,
      data: band.map((edge) => edge && edge[1] - edge[0]),
      areaStyle: { color: tint, opacity: 0.14 },
    },
  ]
}

function optionsOf({ data, kind, format, formatX, label, fromZero = true }: ChartProps): EChartsCoreOption {
  const text = {
    color: colour('muted'),
    fontSize: 12,
    fontFamily: getComputedStyle(document.body).fontFamily,
  }
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colour('raised'),
      borderColor: colour('line'),
      padding: [8, 12],
      textStyle: { ...text, color: colour('text'), fontSize: 13 },
      axisPointer: { type: kind === 'bar' ? 'shadow' : 'line', lineStyle: { color: colour('line-strong') } },
      valueFormatter: (value: unknown) => format(typeof value === 'number' ? value : null),
    },
    xAxis: {
      type: 'category',
      data: data.x,
      boundaryGap: kind === 'bar',
      axisLine: { lineStyle: { color: colour('line-strong') } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, padding: [0, 8], formatter: formatX },
      axisPointer: { label: { formatter: ({ value }: { value: string }) => formatX(value) } },
    },
    yAxis: {
      type: 'value',
      scale: !fromZero,
      splitNumber: 4,
      axisLabel: { ...text, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    series: data.series.flatMap((series, place) => drawSeries(series, place, kind)),
  }
}

/** The part of a chart that needs ECharts; fetched when the first chart is shown. */
export function Drawing(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const shade = useShade()
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew when the shade changes
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionsOf(props))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [props.data, props.kind, props.format, shade])
  return <div ref={place} style={{ height: props.height }} aria-hidden />
}
