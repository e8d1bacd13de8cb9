"""Made-up people, courses and six years of what they did: the data of the demo, the benchmarks and some tests.

`python -m demo.population --size 3000 --seed 1`
"""
