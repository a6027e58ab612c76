import type { Network } from './kit/network.ts'

/** Every network that Carillon can play: one line each. */
export const networks: readonly Network[] = []
