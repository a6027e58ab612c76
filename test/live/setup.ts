import type { TestProject } from 'vitest/node'
import { type Addresses, startNetwork } from './network.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    live: Addresses
  }
}

/** One network for the whole run; each test makes accounts of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const network = await startNetwork()
  project.provide('live', network.addresses)
  return () => network.close()
}
