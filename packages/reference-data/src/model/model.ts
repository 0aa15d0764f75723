import type { ModelTables } from '@medical-patients/contract';
import campaigns from '../../data/model/campaigns.json' with { type: 'json' };
import care from '../../data/model/care.json' with { type: 'json' };
import environments from '../../data/model/environments.json' with { type: 'json' };
import hourPatterns from '../../data/model/hour-patterns.json' with { type: 'json' };
import intensities from '../../data/model/intensities.json' with { type: 'json' };
import laydown from '../../data/model/laydown.json' with { type: 'json' };
import legDefaults from '../../data/model/leg-defaults.json' with { type: 'json' };
import mechanisms from '../../data/model/mechanisms.json' with { type: 'json' };
import outbreaks from '../../data/model/outbreaks.json' with { type: 'json' };
import pathways from '../../data/model/pathways.json' with { type: 'json' };
import physiology from '../../data/model/physiology.json' with { type: 'json' };
import tempos from '../../data/model/tempos.json' with { type: 'json' };
import timing from '../../data/model/timing.json' with { type: 'json' };
import vitalProfiles from '../../data/model/vital-profiles.json' with { type: 'json' };
import warfare from '../../data/model/warfare.json' with { type: 'json' };
import wounds from '../../data/model/wounds.json' with { type: 'json' };

/** JSON widens literals and tuples; the table test checks the rows against the shapes. */
export const model = {
  mechanisms: mechanisms.rows,
  warfare: warfare.rows,
  hourPatterns: hourPatterns.rows,
  tempos: tempos.rows,
  environments: environments.rows,
  intensities: intensities.rows,
  campaigns: campaigns.rows,
  outbreaks: outbreaks.rows,
  wounds: wounds.rows,
  pathways: pathways.rows,
  physiology: physiology.rows,
  care: care.rows,
  timing: timing.rows,
  laydown: laydown.rows,
  legDefaults: legDefaults.rows,
  vitalProfiles,
} as unknown as ModelTables;
