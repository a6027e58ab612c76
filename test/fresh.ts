import { vi } from 'vitest'

/**
 * Files share a thread, and with it the packages, whose loading took more than all else; our own modules, and whatever a
 * file has put in the place of something, each begins anew.
 */
vi.unstubAllGlobals()
vi.unstubAllEnvs()
vi.useRealTimers()
vi.resetModules()
