#!/usr/bin/env python3
"""Scores what `nightjar parse` reads of labelled logs against their truth.

  score.py FOLDER EVENTS.jsonl [--half dev|held] [--all] [-v NAME]

A log is wholly right if every record begins where it does, at least 98 % of the levels and times and 95 % of the records of
several lines and of the traces are right, and 90 % of the records at WARN and above lie in exactly the right group."""
import sys,json,os,glob,re,collections
folder,events=sys.argv[1:3]
half=sys.argv[sys.argv.index('--half')+1] if '--half' in sys.argv else None
verbose=sys.argv[sys.argv.index('-v')+1] if '-v' in sys.argv else None
CL={'TRACE':0,'DEBUG':0,'INFO':0,'NOTICE':0,'WARN':1,'ERROR':2,'FATAL':2,None:None}
ev=collections.defaultdict(list)
for l in open(events,encoding='utf-8',errors='surrogateescape'):
    e=json.loads(l)
    if 'line_start' in e: ev[os.path.basename(e['file'])].append(e)
def lines(r):
    return frozenset(r['lines']) if r.get('lines') else frozenset(range(r.get('first',r.get('line_start')),r.get('last',r.get('line_end'))+1))
def sec(t): return t and re.sub(r'[Z]|[+-]\d\d:?\d\d$','',t.replace(' ','T'))[:19]
tot=collections.Counter(); rows=[]
for tf in sorted(glob.glob(folder+'/*.truth.json')):
    name=os.path.basename(tf)[:-11]+'.log'
    n=int(name[1:3]); prog=(n+1)//2
    h='dev' if prog%2 else 'held'
    if half and h!=half: continue
    T=json.load(open(tf))['records']; E=ev[name]
    text=open(folder+'/'+name,encoding='utf-8',errors='replace').read().split('\n')
    blank={i+1 for i,l in enumerate(text) if not l.strip()}
    by={}
    el=[(lines(e)-blank,e) for e in E]
    for s,e in el:
        for i in s: by.setdefault(i,(s,e))
    c=collections.Counter(); bad=[]
    tg=collections.defaultdict(set); eg=collections.defaultdict(set)
    for k,r in enumerate(T):
        s=lines(r)-blank; f=min(s); c['n']+=1
        es,e=by.get(f,(frozenset(),{}))
        start=bool(es) and min(es)==f
        c['start']+=start
        multi=len(s)>1
        if multi: c['multi']+=1; c['exact']+= es==s
        if start and es!=s or not start: bad.append((f,'record',sorted(s)[-1],sorted(es)[:1]+sorted(es)[-1:]))
        lv=r.get('level'); got=e.get('level') if start else None
        okl=[lv]+([r['level_alt']] if isinstance(r.get('level_alt'),str) else r.get('level_alt') or [])
        if r.get('level_sure',True) :
            c['lv']+=1; ok=got in okl or CL.get(got)==CL.get(lv) and lv!='INFO' and CL[lv]==0 and CL[got]==0; c['lvok']+=ok
            if not ok: bad.append((f,'level',lv,got))
        elif lv in('WARN','ERROR','FATAL'):
            c['un']+=1; ok=CL.get(got) in(1,2); c['unok']+=ok
            if not ok: bad.append((f,'level?',lv,got))
        if lv in ('ERROR','FATAL','WARN'):
            c['bad']+=1; c['seen']+= CL.get(got) in (1,2) 
        t=r.get('time')
        if t and not t.startswith('T'):
            c['t']+=1
            cand={sec(x) for x in [t,r.get('time_alt'),r.get('wrapper_time')] if isinstance(x,str)}
            g={sec(e.get('ts')),sec(e.get('ts_local'))}-{None} if start else set()
            ok=bool(cand&g); c['tok']+=ok
            if not ok: bad.append((f,'time',t,e.get('ts') if start else None))
        tr=r.get('trace')
        ex=e.get('exceptions') or [] if start else []
        if tr and tr.get('sure',True):
            c['tr']+=1; c['trok']+=bool(ex)
            if not ex: bad.append((f,'trace',tr.get('type'),None))
            else:
                x=ex[0]
                if tr.get('type'):
                    c['ty']+=1; ok=(x.get('type') or '').split('.')[-1].split('::')[-1].split('\\')[-1]==tr['type'].split('.')[-1].split('::')[-1].split('\\')[-1]; c['tyok']+=ok
                    if not ok: bad.append((f,'type',tr['type'],x.get('type')))
                nf=len(x.get('frames') or []); c['fr']+=1
                ok=nf in [tr.get('frames'),tr.get('frames_alt')]; c['frok']+=ok
                if not ok: bad.append((f,'frames',tr.get('frames'),nf))
        elif ex and not tr: c['trfalse']+=1; bad.append((f,'trace!',None,ex[0].get('type')))
        if r.get('group') and lv in ('ERROR','FATAL','WARN'):
            tg[r['group']].add(k)
            eg[e.get('group') if start else ('none',k)].add(k)
    tsets={frozenset(x) for x in tg.values()}; esets={frozenset(x) for x in eg.values()}
    right=tsets&esets
    c['g']=sum(map(len,tsets)); c['gok']=sum(map(len,right)); c['tgn']=len(tsets); c['egn']=len(esets); c['rgn']=len(right)
    if tsets!=esets:
        for k,v in tg.items():
            ids=[ (sorted(lines(T[i]))[0], next(g for g in eg if i in eg[g])) for i in sorted(v)]
            if frozenset(v) not in esets: bad.append((ids[0][0],'group',k[:60],' '.join(f'{a}:{b if isinstance(b,str) else "-"}' for a,b in ids)[:160]))
    whole= c['start']==c['n'] and c['lvok']>=.98*c['lv'] and c['seen']>=.98*c['bad'] and c['gok']>=.9*c['g'] and c['tok']>=.98*c['t'] and c['trok']>=.95*c['tr'] and c['exact']>=.95*c['multi']
    c['whole']=whole; c['files']=1
    tot.update(c)
    q=lambda a,b: f'{c[a]/c[b]:.2f}' if c[b] else '  - '
    fmts=collections.Counter(e.get('format') for e in E).most_common(2)
    rows.append((name,q('start','n'),q('exact','multi'),q('lvok','lv'),q('seen','bad'),q('tok','t'),q('trok','tr'),q('gok','g'),'RIGHT' if whole else '',','.join(str(f) for f,_ in fmts)[:50]))
    if verbose and verbose in name:
        for b in sorted(bad): print(b, '|', text[b[0]-1][:110])
print(f"{'file':36} start exact level seen  time trace  GA")
if not half or half=='dev' or '--all' in sys.argv:
    for r in rows: print(f'{r[0]:36}','  '.join(r[1:]))
q=lambda a,b: f'{tot[a]/tot[b]:.3f}' if tot[b] else '-'
print('files',tot['files'],'whole',tot['whole'],'| starts',q('start','n'),'exact multi',q('exact','multi'),'level',q('lvok','lv'),'unsure failures seen',q('unok','un'),'bad seen',q('seen','bad'),'time',q('tok','t'),'trace recall',q('trok','tr'),'false',tot['trfalse'],'type',q('tyok','ty'),'frames',q('frok','fr'),'GA',q('gok','g'),'FGA',f"{2*tot['rgn']/(tot['tgn']+tot['egn']):.3f}")
