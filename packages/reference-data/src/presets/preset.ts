/** A scenario that comes with the software. */
export interface Preset {
  readonly id: string;
  /** The scenario's name. */
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Id out of the categories of `data/presets/index.json`. */
  readonly category: string;
  /** Ids under which other generators know it. */
  readonly aliases: readonly string[];
  /** Whether published figures are checked against it. */
  readonly calibration: boolean;
  /** The commented scenario file. */
  readonly yaml: string;
}
