import type { NationPeople } from '@medical-patients/contract';
import alb from '../../data/people/nations/alb.json' with { type: 'json' };
import bel from '../../data/people/nations/bel.json' with { type: 'json' };
import bgr from '../../data/people/nations/bgr.json' with { type: 'json' };
import can from '../../data/people/nations/can.json' with { type: 'json' };
import cze from '../../data/people/nations/cze.json' with { type: 'json' };
import deu from '../../data/people/nations/deu.json' with { type: 'json' };
import dnk from '../../data/people/nations/dnk.json' with { type: 'json' };
import esp from '../../data/people/nations/esp.json' with { type: 'json' };
import est from '../../data/people/nations/est.json' with { type: 'json' };
import fin from '../../data/people/nations/fin.json' with { type: 'json' };
import fra from '../../data/people/nations/fra.json' with { type: 'json' };
import gbr from '../../data/people/nations/gbr.json' with { type: 'json' };
import grc from '../../data/people/nations/grc.json' with { type: 'json' };
import hrv from '../../data/people/nations/hrv.json' with { type: 'json' };
import hun from '../../data/people/nations/hun.json' with { type: 'json' };
import isl from '../../data/people/nations/isl.json' with { type: 'json' };
import ita from '../../data/people/nations/ita.json' with { type: 'json' };
import ltu from '../../data/people/nations/ltu.json' with { type: 'json' };
import lux from '../../data/people/nations/lux.json' with { type: 'json' };
import lva from '../../data/people/nations/lva.json' with { type: 'json' };
import mkd from '../../data/people/nations/mkd.json' with { type: 'json' };
import mne from '../../data/people/nations/mne.json' with { type: 'json' };
import nld from '../../data/people/nations/nld.json' with { type: 'json' };
import nor from '../../data/people/nations/nor.json' with { type: 'json' };
import pol from '../../data/people/nations/pol.json' with { type: 'json' };
import prt from '../../data/people/nations/prt.json' with { type: 'json' };
import rou from '../../data/people/nations/rou.json' with { type: 'json' };
import svk from '../../data/people/nations/svk.json' with { type: 'json' };
import svn from '../../data/people/nations/svn.json' with { type: 'json' };
import swe from '../../data/people/nations/swe.json' with { type: 'json' };
import tur from '../../data/people/nations/tur.json' with { type: 'json' };
import usa from '../../data/people/nations/usa.json' with { type: 'json' };

/** The 32 members in the order of their alpha-3 code; the position is the nation index of the engine. */
export const nations = [
  alb,
  bel,
  bgr,
  can,
  cze,
  deu,
  dnk,
  esp,
  est,
  fin,
  fra,
  gbr,
  grc,
  hrv,
  hun,
  isl,
  ita,
  ltu,
  lux,
  lva,
  mkd,
  mne,
  nld,
  nor,
  pol,
  prt,
  rou,
  svk,
  svn,
  swe,
  tur,
  usa,
] as readonly object[] as readonly NationPeople[];
