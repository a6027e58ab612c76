import type { Manifest } from './manifest.ts'

type Networks = ReadonlyMap<string, { manifest: Manifest }>

/** Networks by whose terms the data of others may not be taken away from here. */
export const thatKeepOthers = (networks: Networks): string[] =>
  manifests(networks).flatMap(({ id, othersData }) => (othersData && !othersData.mayLeave ? [id] : []))

/** Networks by whose terms the data of others goes so many days after it was read last. */
export const thatForgetOthers = (networks: Networks): { id: string; days: number }[] =>
  manifests(networks).flatMap(({ id, othersData }) =>
    othersData && othersData.keepDays !== null ? [{ id, days: othersData.keepDays }] : [],
  )

const manifests = (networks: Networks): Manifest[] => [...networks.values()].map(({ manifest }) => manifest)
