// The parts of the settings that are lists of the directory, in the order of the list at the left; the name is the last
// piece of the address.
export const PARTS = ['units', 'people', 'categories', 'places', 'calendar', 'policies', 'words'] as const
export type PartName = (typeof PARTS)[number]
