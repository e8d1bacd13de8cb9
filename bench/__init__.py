"""What things cost, as ratios to a floor measured in the same run: `make bench`.

Times on a shared machine are worth little; two methods interleaved in one run can be compared. Each entry has a
numerator, the floor it is held against, the median ratio of at least five runs and the spread.
"""
