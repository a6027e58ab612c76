import type { AnyPage, Nav, Pages, Verb, Verbs } from '../kit/route.ts'
import { stations } from '../kit/route.ts'

type Station = { pages: Pages; verbs?: Verbs }

/** Every `routes.tsx` is found by itself: a new feature is a folder, not a line here. */
const found = import.meta.glob<Station>(['../*/routes.tsx', '../*/*/routes.tsx'], { eager: true })

export const pages: readonly AnyPage[] = Object.values(found).flatMap((station) => station.pages)

export const verbs: readonly Verb[] = Object.values(found).flatMap((station) => station.verbs ?? [])

export type NavEntry = Nav & Pick<AnyPage, 'needs'> & { to: string }

const named: readonly NavEntry[] = pages
  .flatMap(({ nav, path, needs }) => (nav ? [{ ...nav, to: path, needs }] : []))
  .sort((a, b) => stations.indexOf(a.station) - stations.indexOf(b.station) || a.order - b.order)

/** The rail, in the order of the loop. */
export const entries = named.filter(({ section }) => !section)

/** The settings' own list. */
export const sectionEntries = named.filter(({ section }) => section)

/** Every place there is, for the palette. */
export const places = named
