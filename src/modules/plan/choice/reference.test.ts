import { expect, test } from 'vitest'
import { networks } from '../../../networks/registry.ts'
import { Bar, FigureBody, placeOf } from './contract.ts'
import { isOverWhole } from './figures.ts'
import { referenceBars, referenceFigures, referenceNetworks } from './reference/index.ts'
import { takesOf } from './takes.ts'

test('every figure of the reference has a source that can be looked at, a day and a confidence, and passes the contract', () => {
  for (const figure of referenceFigures) {
    expect(FigureBody.safeParse(figure).success, placeOf(figure)).toBe(true)
    expect(figure.url, placeOf(figure)).toMatch(/^https:\/\/|^http:\/\//)
    expect(figure.knownOn <= '2026-11-29', placeOf(figure)).toBe(true)
    expect(figure.number, placeOf(figure)).not.toBeNull()
  }
  expect(new Set(referenceFigures.map(placeOf)).size).toBe(referenceFigures.length)
})

test('figures and bars are of networks of the list, and no audience comes to more than the whole', () => {
  const known = new Set(referenceNetworks.map(({ network }) => network))
  for (const { network } of [...referenceFigures, ...referenceBars])
    expect(known.has(network), network).toBe(true)
  for (const bar of referenceBars) expect(Bar.safeParse(bar).success).toBe(true)
  expect(isOverWhole(referenceFigures)).toBe(false)
})

test('shares of overlapping ages are not added up; those beside one another are', () => {
  const of = (value: string, number: number) => {
    const [measure, dimension] = ['profile', 'age'] as const
    return { network: 'x', country: '', measure, dimension, value, number }
  }
  expect(isOverWhole([of('18-29', 0.7), of('25-34', 0.6), of('30-49', 0.3)])).toBe(false)
  expect(isOverWhole([of('18-29', 0.7), of('30-49', 0.4)])).toBe(true)
})

test('what a network takes is read from its manifest', () => {
  for (const { manifest } of networks.filter(({ manifest }) =>
    referenceNetworks.some(({ network }) => network === manifest.id),
  ))
    expect(takesOf(manifest).length, manifest.id).toBeGreaterThan(1)
})
