export const password = 'otter lantern gravel'
