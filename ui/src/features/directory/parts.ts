// The parts of the settings, in the order of the list at the left; the name is the last piece of the address.
export const PARTS = ['units', 'people', 'categories', 'places', 'calendar', 'policies', 'words'] as const
export type PartName = (typeof PARTS)[number]

export const isPart = (name: unknown): name is PartName => PARTS.includes(name as PartName)
